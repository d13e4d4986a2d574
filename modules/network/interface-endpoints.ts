import type { Vpc as VpcResource } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { addressPart } from "../naming";
import { Firewall } from "./firewall";

export interface InterfaceEndpointsProps {
  readonly identity: Identity;
  readonly vpc: VpcResource;
  /** IPv4 block of the VPC. */
  readonly ipv4Cidr: string;
  /** Short service names such as `ecr.api`; the order means nothing. */
  readonly services: readonly string[];
  /** Subnet ids by availability zone. */
  readonly subnets: Readonly<Record<string, string>>;
}

/**
 * Private addresses of AWS services in the VPC, under their usual names, for tasks without NAT.
 *
 * Makes `aws_vpc_endpoint` per service and a security group that takes HTTPS from the whole VPC. Each
 * endpoint costs 0.010 to 0.014 USD an hour in each zone, and 0.01 USD for each GB.
 *
 * They have no policy of their own: what a task may do is in its role.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export class InterfaceEndpoints extends Construct {
  /** What must exist before the services are reached. */
  readonly ways: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { identity, vpc } = props;
    const firewall = new Firewall(this, "firewall", {
      identity,
      vpcId: vpc.id,
      name: "endpoints",
      description: "Interface endpoints: HTTPS from this VPC.",
    });
    const rules = [
      firewall.allowFromCidr("ipv4", { cidrIpv4: props.ipv4Cidr }, 443, "this VPC to endpoints"),
      firewall.allowFromCidr("ipv6", { cidrIpv6: vpc.ipv6CidrBlock }, 443, "this VPC to endpoints"),
    ];
    const services = [...new Set(props.services)];
    const endpoints = services.map((service) => this.endpoint(service, firewall, props));
    this.ways = [...endpoints, ...rules];
  }

  private endpoint(service: string, firewall: Firewall, props: InterfaceEndpointsProps): VpcEndpoint {
    return new VpcEndpoint(this, addressPart(service), {
      vpcId: props.vpc.id,
      vpcEndpointType: "Interface",
      serviceName: `com.amazonaws.${props.identity.region}.${service}`,
      privateDnsEnabled: true,
      subnetIds: Object.values(props.subnets),
      securityGroupIds: [firewall.groupId],
      tags: { Name: `${props.identity.stack}-${service}` },
    });
  }
}
