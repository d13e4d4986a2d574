import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Vpc as VpcResource } from "@cdktf/provider-aws/lib/vpc";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { Identity } from "../identity";
import { type PlannedSubnet, SUBNET_BITS } from "./subnet-plan";

/** What each tier is made from. */
export interface TierProps {
  readonly identity: Identity;
  readonly vpc: VpcResource;
  /** The planned subnets of this tier. */
  readonly subnets: readonly PlannedSubnet[];
}

/** The subnets of a tier, in `scope`, by availability zone. Each gets an IPv4 block and one /64. */
export function makeSubnets(scope: Construct, props: TierProps): Record<string, Subnet> {
  return Object.fromEntries(
    props.subnets.map(({ tier, availabilityZone, index, ipv4Cidr }) => [
      availabilityZone,
      new Subnet(scope, availabilityZone, {
        vpcId: props.vpc.id,
        availabilityZone,
        cidrBlock: ipv4Cidr,
        ipv6CidrBlock: Fn.cidrsubnet(props.vpc.ipv6CidrBlock, SUBNET_BITS.ipv6, index),
        assignIpv6AddressOnCreation: true,
        // What needs a public IPv4 address asks for it: each costs money and is open to the internet.
        mapPublicIpOnLaunch: false,
        tags: { Name: `${props.identity.stack}-${tier}-${availabilityZone}` },
      }),
    ]),
  );
}

/** Ids of subnets by availability zone. */
export function subnetIds(subnets: Readonly<Record<string, Subnet>>): Record<string, string> {
  return Object.fromEntries(Object.entries(subnets).map(([zone, subnet]) => [zone, subnet.id]));
}

/** A route table in `scope`; it starts with the VPC's own routes alone. */
export function makeRouteTable(scope: Construct, id: string, props: TierProps, name: string): RouteTable {
  return new RouteTable(scope, id, {
    vpcId: props.vpc.id,
    tags: { Name: `${props.identity.stack}-${name}` },
  });
}

/** Makes the subnet of a zone use a route table. */
export function routeSubnet(
  scope: Construct,
  zone: string,
  subnet: Subnet,
  table: RouteTable,
): RouteTableAssociation {
  return new RouteTableAssociation(scope, `${zone}_association`, {
    subnetId: subnet.id,
    routeTableId: table.id,
  });
}
