import type { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { makeRouteTable, makeSubnets, routeSubnet, subnetIds, type TierProps } from "./subnets";

export interface PrivateTierProps extends TierProps {
  readonly egressOnly: EgressOnlyInternetGateway;
  /** Id of the NAT gateway that a zone uses; a zone without one has no IPv4 route out. */
  readonly natGateways: Readonly<Record<string, string>>;
}

/**
 * Subnets that reach the internet and are not reached from it: for tasks. IPv6 leaves through the
 * egress-only gateway, IPv4 through NAT. Costs nothing itself.
 *
 * Each zone has its own route table whatever `nat` is, so that a change of `nat` changes routes and
 * nothing else.
 */
export class PrivateTier extends Construct {
  /** Subnet ids by availability zone. */
  readonly subnets: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly string[];
  /** What must exist before the internet is reached from here. */
  readonly ways: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PrivateTierProps) {
    super(scope, id);
    const zones = Object.entries(makeSubnets(this, props)).map(([zone, subnet]) => {
      const table = makeRouteTable(this, `${zone}_routes`, props, `private-${zone}`);
      const association = routeSubnet(this, zone, subnet, table);
      return { zone, subnet, table, ways: [...this.defaultRoutes(zone, table, props), association] };
    });
    this.subnets = subnetIds(Object.fromEntries(zones.map(({ zone, subnet }) => [zone, subnet])));
    this.routeTableIds = zones.map(({ table }) => table.id);
    this.ways = zones.flatMap(({ ways }) => ways);
  }

  private defaultRoutes(zone: string, table: RouteTable, props: PrivateTierProps): Route[] {
    const ipv6 = new Route(this, `${zone}_ipv6`, {
      routeTableId: table.id,
      destinationIpv6CidrBlock: "::/0",
      egressOnlyGatewayId: props.egressOnly.id,
    });
    const natGatewayId = props.natGateways[zone];
    if (natGatewayId === undefined) return [ipv6];
    const ipv4 = new Route(this, `${zone}_ipv4`, {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId,
    });
    return [ipv4, ipv6];
  }
}
