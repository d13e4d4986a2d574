import type { Network } from "../../modules/network";

/** A network that exists already: what modules that live in one are tested with. */
export function stubNetwork(availabilityZones: readonly string[] = ["us-west-2a", "us-west-2b"]): Network {
  const subnets = (tier: string) =>
    Object.fromEntries(availabilityZones.map((zone) => [zone, `subnet-${tier}-${zone}`]));
  return {
    vpcId: "vpc-0",
    ipv4Cidr: "10.20.0.0/16",
    ipv6Cidr: "2001:db8::/56",
    availabilityZones,
    publicSubnets: subnets("public"),
    privateSubnets: subnets("private"),
    isolatedSubnets: subnets("isolated"),
    egress: [],
  };
}
