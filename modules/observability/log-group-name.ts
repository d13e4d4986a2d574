/** Name of the log group of a service. */
export function logGroupName(stack: string, service: string): string {
  return `/teamstacks/${stack}/${service}`;
}
