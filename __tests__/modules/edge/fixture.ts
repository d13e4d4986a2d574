import { PublicEntrance, type PublicEntranceProps } from "../../../modules/edge";
import type { Network } from "../../../modules/network";
import { type Synthesized, synth, TEST_IDENTITY } from "../../support/synth";

/** A network with literal ids. */
export const NETWORK: Network = {
  vpcId: "vpc-0123456789abcdef0",
  ipv4Cidr: "10.20.0.0/16",
  ipv6Cidr: "2600:1f14::/56",
  availabilityZones: ["us-west-2a", "us-west-2b"],
  publicSubnets: { "us-west-2a": "subnet-0000000000000000a", "us-west-2b": "subnet-0000000000000000b" },
  privateSubnets: {},
  isolatedSubnets: {},
  egress: [],
};

export const ENTRANCE: PublicEntranceProps = {
  identity: TEST_IDENTITY,
  network: NETWORK,
  domain: "blog.example.net",
  hosts: ["app.example.net", "blog.example.net"],
  zoneId: "Z0123456789ABCDEFGHIJ",
  access: { kind: "allow", ipv4: ["203.0.113.0/24"], ipv6: ["2001:db8:42::/48"] },
  ipAddressType: "dualstack",
  tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  idleTimeoutSeconds: 60,
  accessLogRetentionDays: 90,
  waf: {
    rateLimit: { requests: 2000, windowSeconds: 300 },
    managedRules: "block",
    logRetentionDays: 30,
    countedRules: {},
  },
  kmsKeyArn: undefined,
};

/** An entrance alone in a stack. */
export function synthEntrance(changes: Partial<PublicEntranceProps> = {}): Synthesized {
  return synth((stack) => {
    new PublicEntrance(stack, "entrance", { ...ENTRANCE, ...changes });
  });
}
