/** Where NAT gateways stand: nowhere, in one zone for all, in every zone. */
export type NatMode = "none" | "single" | "per-az";

/**
 * The zone of the NAT gateway that each zone uses. A single gateway stands in the zone whose name sorts
 * first, where `per-az` has one too: going from one to the other keeps it and its address.
 */
export function natZones(mode: NatMode, availabilityZones: readonly string[]): Record<string, string> {
  const first = [...availabilityZones].sort()[0];
  if (mode === "none" || first === undefined) return {};
  return Object.fromEntries(availabilityZones.map((zone) => [zone, mode === "single" ? first : zone]));
}
