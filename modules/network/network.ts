import type { ITerraformDependable } from "cdktf";

/** What other modules need of a network; built here by `Vpc`. */
export interface Network {
  readonly vpcId: string;
  readonly ipv4Cidr: string;
  /** Token of the Amazon-provided /56. */
  readonly ipv6Cidr: string;
  readonly availabilityZones: readonly string[];
  /** Subnet ids by availability zone name. */
  readonly publicSubnets: Readonly<Record<string, string>>;
  readonly privateSubnets: Readonly<Record<string, string>>;
  readonly isolatedSubnets: Readonly<Record<string, string>>;
  /** What must exist before a task in a private or public subnet reaches the internet and AWS. */
  readonly egress: readonly ITerraformDependable[];
}
