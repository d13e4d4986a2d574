import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { Firewall, type Network } from "../network";
import { addAliases } from "./dns";
import type { Entrance } from "./entrance";
import { INTERNAL_PORT, internalZone } from "./internal-host";

export interface InternalEntranceProps {
  readonly identity: Identity;
  /** Where the load balancer stands: in the private subnets of at least two availability zones. */
  readonly network: Network;
  /** Host names of the internal services, all in the environment's private zone; unique and sorted. */
  readonly hosts: readonly string[];
}

/**
 * The entrance for services that only other services call: one load balancer without public addresses, and a
 * private zone with a name for each service. Services hang themselves in with `WebRoute`; who may call opens
 * the way with `firewall.allowTo(entrance.firewall, INTERNAL_PORT)`, and nobody else gets in.
 *
 * Makes `aws_lb`, a `Firewall` without openings, an HTTP listener that answers 404 unless a rule matches,
 * `aws_route53_zone` and a pair of aliases per host. Costs the load balancer's hours and capacity units and
 * 0.50 USD a month for the zone. Leaves out TLS (names that only this network knows get no certificate that is
 * trusted without further ado, and traffic inside a VPC cannot be read by others), WAF and access logs.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html
 */
export class InternalEntrance extends Construct implements Entrance {
  readonly firewall: Firewall;
  readonly listenerArn: string;
  readonly testListenerArns = {};
  readonly loadBalancerArn: string;
  readonly loadBalancerArnSuffix: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly ready: readonly ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: InternalEntranceProps) {
    super(scope, id);
    this.firewall = this.closedFirewall(props);
    const loadBalancer = this.loadBalancer(props);
    this.listenerArn = this.listener(loadBalancer).arn;
    this.names(props, loadBalancer);
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
  }

  private closedFirewall({ identity, network }: InternalEntranceProps): Firewall {
    return new Firewall(this, "firewall", {
      identity,
      vpcId: network.vpcId,
      // No service has an underscore in its name, so this is nobody else's.
      name: "internal_load-balancer",
      description: "Internal load balancer: HTTP from the services that call others.",
    });
  }

  private loadBalancer({ identity, network }: InternalEntranceProps): Lb {
    return new Lb(this, "alb", {
      name: internalLoadBalancerName(identity.stack),
      loadBalancerType: "application",
      internal: true,
      ipAddressType: "dualstack",
      securityGroups: [this.firewall.groupId],
      subnets: Object.values(network.privateSubnets),
      enableDeletionProtection: identity.protect,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      xffHeaderProcessingMode: "append",
    });
  }

  private listener(loadBalancer: Lb): LbListener {
    return new LbListener(this, "http", {
      loadBalancerArn: loadBalancer.arn,
      port: INTERNAL_PORT,
      protocol: "HTTP",
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
        },
      ],
    });
  }

  private names({ identity, network, hosts }: InternalEntranceProps, loadBalancer: Lb): void {
    const { zoneId } = new Route53Zone(this, "zone", {
      name: internalZone(identity.stack),
      comment: `Internal services of ${identity.stack}`,
      vpc: [{ vpcId: network.vpcId }],
    });
    addAliases(this, { loadBalancer, hosts, zoneId, ipAddressType: "dualstack" });
  }
}

/** Name of the internal load balancer of a stack; AWS refuses names that start with `internal-`. */
export function internalLoadBalancerName(stack: string): string {
  const words = stack.startsWith("internal-") ? ["alb", stack, "internal"] : [stack, "internal"];
  return resourceName(words, NAME_LIMIT.loadBalancer);
}
