/** Name of a service's log group, for what cannot hold a reference to it. */
export function logGroupName(stack: string, service: string): string {
  return `/teamstacks/${stack}/${service}`;
}
