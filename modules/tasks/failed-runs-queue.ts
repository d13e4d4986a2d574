import { NAME_LIMIT, resourceName } from "../naming/resource-name";

/** Name of the queue that keeps the failures of a scheduled service. */
export function failedRunsQueue(stack: string, service: string): string {
  return resourceName([stack, service, "failed"], NAME_LIMIT.queue);
}
