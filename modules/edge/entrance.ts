import type { ITerraformDependable } from "cdktf";
import type { Firewall } from "../network";

/** What services need of an entrance of the environment; built here by `PublicEntrance` and `InternalEntrance`. */
export interface Entrance {
  /** The load balancer's firewall; a service opens its port to it with `firewall.allowTo(own, port)`. */
  readonly firewall: Firewall;
  /** Where `WebRoute` adds its rules. */
  readonly listenerArn: string;
  /** Listeners where new tasks are tested before they get requests, by port. */
  readonly testListenerArns: Readonly<Record<number, string>>;
  /** What a deployment engine or an alarm names the load balancer by. */
  readonly loadBalancerArn: string;
  /** The load balancer's name in CloudWatch: dimension `LoadBalancer`. */
  readonly loadBalancerArnSuffix: string;
  /** Name of the load balancer in AWS's own DNS. */
  readonly dnsName: string;
  /** Route 53 zone of `dnsName`, for aliases. */
  readonly zoneId: string;
  /** What must exist before anybody may be let in: the web ACL is in front of the load balancer. */
  readonly ready: readonly ITerraformDependable[];
}
