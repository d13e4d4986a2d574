import { NAME_LIMIT, resourceName } from "../naming/resource-name";

/** Name of a service's Beanstalk environment. */
export function environmentName(stack: string, service: string): string {
  return resourceName([stack, service], NAME_LIMIT.beanstalkEnvironment);
}
