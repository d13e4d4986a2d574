import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { type Families, Firewall, type Network } from "../network";
import { AccessLogs } from "./access-logs";

export interface LoadBalancerProps {
  readonly identity: Identity;
  readonly network: Network;
  /** Address families that clients may use. */
  readonly ipAddressType: Families;
  /** Seconds after which an idle connection is closed; 1 to 4,000. */
  readonly idleTimeoutSeconds: number;
  /** Days that access logs are kept; 1 to 3,653. `undefined` writes none. */
  readonly accessLogRetentionDays: number | undefined;
}

/**
 * The internet-facing application load balancer with its firewall, open on ports 80 and 443 to the world:
 * who may come in is decided by the web ACL, which knows more than ports.
 *
 * Makes `aws_lb`, a `Firewall` and, when asked for, `AccessLogs`. Costs an hourly price, one per capacity
 * unit (LCU) and one public IPv4 address per availability zone.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
export class LoadBalancer extends Construct {
  readonly firewall: Firewall;
  readonly resource: Lb;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    this.firewall = this.openToEverybody(props);
    this.resource = this.loadBalancer(props, this.accessLogs(props));
  }

  private openToEverybody({ identity, network, ipAddressType }: LoadBalancerProps): Firewall {
    const firewall = new Firewall(this, "firewall", {
      identity,
      vpcId: network.vpcId,
      name: "load-balancer",
      description: "Public load balancer: HTTP and HTTPS from everywhere, filtered by WAF.",
    });
    firewall.allowFromAnywhere(80, ipAddressType);
    firewall.allowFromAnywhere(443, ipAddressType);
    return firewall;
  }

  private accessLogs({ identity, accessLogRetentionDays }: LoadBalancerProps): AccessLogs | undefined {
    if (accessLogRetentionDays === undefined) return undefined;
    return new AccessLogs(this, "logs", { identity, retentionDays: accessLogRetentionDays });
  }

  private loadBalancer(props: LoadBalancerProps, logs: AccessLogs | undefined): Lb {
    const { identity, network } = props;
    return new Lb(this, "alb", {
      name: loadBalancerName(identity.stack),
      loadBalancerType: "application",
      internal: false,
      ipAddressType: props.ipAddressType,
      securityGroups: [this.firewall.groupId],
      subnets: network.availabilityZones.map((zone) => publicSubnet(network, zone)),
      idleTimeout: props.idleTimeoutSeconds,
      enableDeletionProtection: identity.protect,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      xffHeaderProcessingMode: "append",
      accessLogs: logs && { bucket: logs.bucketName, enabled: true },
      // AWS refuses an internet-facing load balancer in subnets without a way to the internet.
      dependsOn: [...network.egress, ...(logs?.ready ?? [])],
    });
  }
}

/**
 * Name of the load balancer of a stack.
 *
 * AWS refuses names that start with `internal-`, which the stacks of a team named "internal" do.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
export function loadBalancerName(stack: string): string {
  const words = stack.startsWith("internal-") ? ["alb", stack] : [stack, "alb"];
  return resourceName(words, NAME_LIMIT.loadBalancer);
}

function publicSubnet(network: Network, zone: string): string {
  const subnet = network.publicSubnets[zone];
  if (subnet === undefined) throw new Error(`The network has no public subnet in ${zone}.`);
  return subnet;
}
