import { Construct } from "constructs";
import { makeRouteTable, makeSubnets, routeSubnet, subnetIds, type TierProps } from "./subnets";

/**
 * Subnets that lead nowhere but to the VPC and, through its gateway endpoint, to S3: for databases and
 * file systems. Their route table has no default route. Costs nothing.
 */
export class IsolatedTier extends Construct {
  /** Subnet ids by availability zone. */
  readonly subnets: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: TierProps) {
    super(scope, id);
    const subnets = makeSubnets(this, props);
    const table = makeRouteTable(this, "routes", props, "isolated");
    for (const [zone, subnet] of Object.entries(subnets)) routeSubnet(this, zone, subnet, table);
    this.subnets = subnetIds(subnets);
    this.routeTableIds = [table.id];
  }
}
