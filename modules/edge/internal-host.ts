/** Port on which internal services are called. */
export const INTERNAL_PORT = 80;

/** Private DNS zone of an environment: its stack's name, so that two connected networks have two zones. */
export function internalZone(stack: string): string {
  return `${stack}.internal`;
}

/** Name under which services of an environment find an internal one. */
export function internalHost(stack: string, service: string): string {
  return `${service}.${internalZone(stack)}`;
}
