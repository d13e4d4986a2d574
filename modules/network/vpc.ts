import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc as VpcResource } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { FlowLogs } from "./flow-logs";
import { InterfaceEndpoints } from "./interface-endpoints";
import { IsolatedTier } from "./isolated-tier";
import { NatGateways } from "./nat";
import type { NatMode } from "./nat-zones";
import type { Network } from "./network";
import { PrivateTier } from "./private-tier";
import { PublicTier } from "./public-tier";
import { subnetPlan, type Tier } from "./subnet-plan";
import type { TierProps } from "./subnets";

export interface VpcProps {
  readonly identity: Identity;
  /** Block of the VPC, /16 to /22. */
  readonly ipv4Cidr: string;
  /** Names of zones of the region; the order means nothing. */
  readonly availabilityZones: readonly string[];
  /** NAT gateways for IPv4. */
  readonly nat: NatMode;
  /** Short names of AWS services that get an interface endpoint, such as `ecr.api`. */
  readonly interfaceEndpoints: readonly string[];
  /** Days that flow logs are kept; undefined: no flow logs. */
  readonly flowLogRetentionDays: number | undefined;
  /** Key for flow logs. @default - the key of CloudWatch Logs */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The dual-stack network of an environment: a VPC with an Amazon-provided /56 and a public, a private and
 * an isolated subnet in each availability zone.
 *
 * Makes the VPC, its gateways, subnets, route tables and routes, NAT gateways as asked, the S3 gateway
 * endpoint, interface endpoints and flow logs as asked, and empties the default security group. Only NAT,
 * interface endpoints and flow logs cost anything; docs/network.md has the prices.
 *
 * Deliberately left out: network ACLs (the default one lets all pass; security groups decide), DNS64,
 * peering, transit gateways, IPAM and VPCs that exist already.
 *
 * @throws RangeError when the block or a zone does not fit the subnet plan.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html
 */
export class Vpc extends Construct implements Network {
  readonly vpcId: string;
  readonly ipv4Cidr: string;
  readonly ipv6Cidr: string;
  /** Sorted by name. */
  readonly availabilityZones: readonly string[];
  readonly publicSubnets: Readonly<Record<string, string>>;
  readonly privateSubnets: Readonly<Record<string, string>>;
  readonly isolatedSubnets: Readonly<Record<string, string>>;
  readonly egress: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const vpc = this.vpc(props);
    const internet = this.internetGateway(vpc, props);
    const tiers = this.planTiers(vpc, props);
    const publicTier = new PublicTier(this, "public", { ...tiers.public, internet });
    const nat = this.natGateways(publicTier, internet, props);
    const privateTier = this.privateTier(tiers.private, nat);
    const isolatedTier = new IsolatedTier(this, "isolated", tiers.isolated);
    const s3 = this.s3Endpoint(vpc, [publicTier, privateTier, isolatedTier], props);
    const interfaces = this.interfaceEndpoints(vpc, privateTier, props);
    this.flowLogs(vpc, props);
    this.emptyDefaultGroup(vpc, props);
    this.vpcId = vpc.id;
    this.ipv4Cidr = props.ipv4Cidr;
    this.ipv6Cidr = vpc.ipv6CidrBlock;
    this.availabilityZones = Object.keys(publicTier.subnets);
    this.publicSubnets = publicTier.subnets;
    this.privateSubnets = privateTier.subnets;
    this.isolatedSubnets = isolatedTier.subnets;
    this.egress = [...publicTier.ways, ...privateTier.ways, s3, ...interfaces];
  }

  private vpc({ identity, ipv4Cidr }: VpcProps): VpcResource {
    return new VpcResource(this, "vpc", {
      cidrBlock: ipv4Cidr,
      assignGeneratedIpv6CidrBlock: true,
      // Interface endpoints and EFS are found by name, which takes both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: identity.stack },
    });
  }

  private internetGateway(vpc: VpcResource, { identity }: VpcProps): InternetGateway {
    return new InternetGateway(this, "internet", { vpcId: vpc.id, tags: { Name: identity.stack } });
  }

  private planTiers(vpc: VpcResource, props: VpcProps): Record<Tier, TierProps> {
    const plan = subnetPlan(props.ipv4Cidr, props.availabilityZones);
    const tier = (name: Tier): TierProps => ({
      identity: props.identity,
      vpc,
      subnets: plan.filter((subnet) => subnet.tier === name),
    });
    return { public: tier("public"), private: tier("private"), isolated: tier("isolated") };
  }

  private natGateways(tier: PublicTier, internet: InternetGateway, props: VpcProps): NatGateways {
    return new NatGateways(this, "nat", {
      identity: props.identity,
      mode: props.nat,
      publicSubnets: tier.subnets,
      internet,
    });
  }

  private privateTier(tier: TierProps, nat: NatGateways): PrivateTier {
    const egressOnly = new EgressOnlyInternetGateway(this, "egress-only", {
      vpcId: tier.vpc.id,
      tags: { Name: tier.identity.stack },
    });
    return new PrivateTier(this, "private", { ...tier, egressOnly, natGateways: nat.byZone });
  }

  private s3Endpoint(
    vpc: VpcResource,
    tiers: readonly (PublicTier | PrivateTier | IsolatedTier)[],
    { identity }: VpcProps,
  ): VpcEndpoint {
    return new VpcEndpoint(this, "s3", {
      vpcId: vpc.id,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${identity.region}.s3`,
      routeTableIds: tiers.flatMap((tier) => tier.routeTableIds),
      tags: { Name: `${identity.stack}-s3` },
    });
  }

  private interfaceEndpoints(
    vpc: VpcResource,
    tier: PrivateTier,
    { identity, ipv4Cidr, interfaceEndpoints: services }: VpcProps,
  ): readonly ITerraformDependable[] {
    if (services.length === 0) return [];
    const { subnets } = tier;
    return new InterfaceEndpoints(this, "endpoints", { identity, vpc, ipv4Cidr, services, subnets }).ways;
  }

  private flowLogs(vpc: VpcResource, props: VpcProps): void {
    const { identity, flowLogRetentionDays: retentionDays, kmsKeyArn } = props;
    if (retentionDays === undefined) return;
    new FlowLogs(this, "flow-logs", { identity, vpcId: vpc.id, retentionDays, kmsKeyArn });
  }

  /** Takes the rules from the group that AWS uses when somebody names none. */
  private emptyDefaultGroup(vpc: VpcResource, { identity }: VpcProps): void {
    new DefaultSecurityGroup(this, "default-group", {
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: `${identity.stack}-default-unused` },
    });
  }
}
