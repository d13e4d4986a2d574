import { createHash } from "node:crypto";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { Network } from "../network";
import type { Entrance } from "./entrance";
import { hostId } from "./host-id";
import { type ListenerRule, listenerRules } from "./listener-priority";

const HASH_LENGTH = 6;

export interface WebRouteProps {
  readonly identity: Identity;
  readonly network: Network;
  readonly entrance: Entrance;
  /** Name of the service. */
  readonly service: string;
  /** TCP port that targets listen on, for HTTP. */
  readonly port: number;
  /** Host names that are the service's. */
  readonly hosts: readonly string[];
  /** Path patterns that are the service's on those hosts. */
  readonly paths: readonly string[];
  readonly healthCheck: {
    /** Path that is asked for, over HTTP and without `X-Forwarded-Proto`. */
    readonly path: string;
    /** Status codes of a healthy target, as in "200" or "200,301". */
    readonly successCodes: string;
    /** 5 to 300. */
    readonly intervalSeconds: number;
    /** 2 to 120; shorter than the interval. */
    readonly timeoutSeconds: number;
    /** Successes in a row; 2 to 10. */
    readonly healthyThreshold: number;
    /** Failures in a row; 2 to 10. */
    readonly unhealthyThreshold: number;
  };
  /** Seconds that a stopping target may still finish its requests; 0 to 3,600. */
  readonly deregistrationDelaySeconds: number;
  /** `ip` for tasks with a network interface of their own, `instance` for ports of a host. */
  readonly targetType: "ip" | "instance";
}

/**
 * The way from the entrance to one service.
 *
 * Makes `aws_lb_target_group` and a `aws_lb_listener_rule` per host and path. Costs nothing beyond the load
 * balancer's capacity units; a load balancer takes 100 rules. Leaves out stickiness and slow start, and
 * opening the service's port: whoever runs the service does that with `entrance.firewall`.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export class WebRoute extends Construct {
  readonly targetGroupArn: string;
  /** The target group's name in CloudWatch: dimension `TargetGroup`. */
  readonly targetGroupArnSuffix: string;
  /** What must exist before ECS takes the target group: it has to hang on a load balancer. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WebRouteProps) {
    super(scope, id);
    const targets = this.targetGroup(props);
    this.targetGroupArn = targets.arn;
    this.targetGroupArnSuffix = targets.arnSuffix;
    this.ready = listenerRules(props).map((rule) => this.rule(rule, targets, props.entrance));
  }

  private targetGroup(props: WebRouteProps): LbTargetGroup {
    const { healthCheck } = props;
    return new LbTargetGroup(this, "targets", {
      name: targetGroupName(props),
      vpcId: props.network.vpcId,
      port: props.port,
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      targetType: props.targetType,
      ipAddressType: "ipv4",
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: healthCheck.path,
        matcher: healthCheck.successCodes,
        interval: healthCheck.intervalSeconds,
        timeout: healthCheck.timeoutSeconds,
        healthyThreshold: healthCheck.healthyThreshold,
        unhealthyThreshold: healthCheck.unhealthyThreshold,
      },
      // A group cannot be deleted while a rule points to it, so its successor comes first.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private rule({ host, path, priority }: ListenerRule, targets: LbTargetGroup, entrance: Entrance) {
    return new LbListenerRule(this, ruleId(host, path), {
      listenerArn: entrance.httpsListenerArn,
      priority,
      condition: [{ hostHeader: { values: [host] } }, { pathPattern: { values: [path] } }],
      action: [{ type: "forward", targetGroupArn: targets.arn }],
      // Nobody reaches a service before the web ACL stands in front of it.
      dependsOn: [...entrance.ready],
    });
  }
}

/**
 * Name of a service's target group. It ends in a hash of what AWS cannot change in place, so a successor
 * never has the name of the group it replaces.
 */
export function targetGroupName(
  props: Pick<WebRouteProps, "identity" | "service" | "port" | "targetType">,
): string {
  const fixed = shortHash(`HTTP ${props.port} ${props.targetType}`);
  return resourceName([props.identity.stack, props.service, fixed], NAME_LIMIT.targetGroup);
}

/** Part of a rule's address: the host and, unless it has the whole host, the path in words with a hash. */
function ruleId(host: string, path: string): string {
  if (path === "/*") return `rule_${hostId(host)}`;
  const words = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `rule_${hostId(host)}_${[words, shortHash(path)].filter(Boolean).join("-")}`;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}
