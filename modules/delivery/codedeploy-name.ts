import type { Identity } from "../identity";
import { resourceName } from "../naming";

/** Longest names of applications, groups and configurations. @see https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const NAME_LIMIT = 100;

/** Name of what CodeDeploy has for a service: application and group alike, and more words for a configuration. */
export function codeDeployName(
  { stack }: Pick<Identity, "stack">,
  service: string,
  more: readonly string[] = [],
): string {
  return resourceName([stack, service, ...more], NAME_LIMIT);
}
