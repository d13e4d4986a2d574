/**
 * A host name as part of a resource address. Dots become underscores, which no host name holds, so two
 * hosts never share an address.
 */
export function hostId(host: string): string {
  return host.replaceAll(".", "_");
}
