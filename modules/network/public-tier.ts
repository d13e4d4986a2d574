import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { makeRouteTable, makeSubnets, routeSubnet, subnetIds, type TierProps } from "./subnets";

export interface PublicTierProps extends TierProps {
  readonly internet: InternetGateway;
}

/**
 * Subnets that the internet reaches: for load balancers, NAT gateways and tasks with a public address.
 * One route table serves them all, as every zone has the same internet gateway. Costs nothing.
 */
export class PublicTier extends Construct {
  /** Subnet ids by availability zone. */
  readonly subnets: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly string[];
  /** What must exist before the internet is reached from here. */
  readonly ways: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PublicTierProps) {
    super(scope, id);
    const subnets = makeSubnets(this, props);
    const table = makeRouteTable(this, "routes", props, "public");
    const through = { routeTableId: table.id, gatewayId: props.internet.id };
    const routes = [
      new Route(this, "ipv4", { ...through, destinationCidrBlock: "0.0.0.0/0" }),
      new Route(this, "ipv6", { ...through, destinationIpv6CidrBlock: "::/0" }),
    ];
    const associations = Object.entries(subnets).map(([zone, subnet]) =>
      routeSubnet(this, zone, subnet, table),
    );
    this.subnets = subnetIds(subnets);
    this.routeTableIds = [table.id];
    this.ways = [...routes, ...associations];
  }
}
