import { createHash } from "node:crypto";
import {
  LbListenerRule,
  type LbListenerRuleAction,
  type LbListenerRuleCondition,
} from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { Network } from "../network";
import type { Entrance } from "./entrance";
import { hostId } from "./host-id";
import { type HeaderCondition, type ListenerRule, listenerRules } from "./listener-rules";

const HASH_LENGTH = 6;

/** What moves requests from one group of targets to another, outside of Terraform. */
export interface TrafficShift {
  /** Whether rules name both groups, with the weights 100 and 0, as ECS wants it; CodeDeploy wants one. */
  readonly weighted: boolean;
  /** Listener where the new tasks are tested, and the blocks that may reach it; none for no test. */
  readonly test: { readonly listenerArn: string; readonly from: readonly string[] } | undefined;
}

/** The second group of targets, and the rules that are moved between the two. */
export interface Shiftable {
  readonly targets: TargetGroup;
  readonly alternate: TargetGroup;
  readonly listenerArn: string;
  readonly ruleArns: readonly string[];
  /** Undefined without a test listener. */
  readonly test: { readonly listenerArn: string; readonly ruleArns: readonly string[] } | undefined;
}

/** A group of targets, as engines and metrics name it. */
export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly arnSuffix: string;
}

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
  /** Headers that a request must have besides; at most three conditions with the addresses. */
  readonly headers: readonly HeaderCondition[];
  /** CIDR blocks that a request must come from besides; empty for every address. */
  readonly sourceIps: readonly string[];
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
  /** Seconds in which a new target's share of the requests grows; 30 to 900, or 0 for its full share at once. */
  readonly slowStartSeconds: number;
  /** Seconds that a client stays with its target, by a cookie; 1 to 604,800. `undefined` for not at all. */
  readonly stickinessSeconds: number | undefined;
  /** How requests go over to the tasks of a new version. @default - there is one group of targets */
  readonly shift?: TrafficShift;
  /** `ip` for tasks with a network interface of their own, `instance` for ports of a host. */
  readonly targetType: "ip" | "instance";
}

/**
 * The way from the entrance to one service.
 *
 * Makes `aws_lb_target_group` and a `aws_lb_listener_rule` per host and path, or several where conditions have
 * more values than one rule takes. With `shift`, a second target group and, where there is a test listener, the
 * same rules there; where the rules lead is then left to what shifts. Costs nothing beyond the load balancer's capacity units; a load balancer takes
 * 100 rules. Leaves out opening the service's port: whoever runs the service does that with `entrance.firewall`.
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

  /** The target group's name in CloudWatch, and that of the second one where there is one. */
  readonly targetGroupArnSuffixes: readonly string[];
  /** Set exactly with `shift`. */
  readonly shiftable: Shiftable | undefined;

  constructor(scope: Construct, id: string, props: WebRouteProps) {
    super(scope, id);
    const targets = this.targetGroup("targets", targetGroupName(props), props);
    const alternate = props.shift && this.targetGroup("alternate", alternateGroupName(props), props);
    const rules = this.rules(props, targets, alternate);
    const testRules = this.testRules(props, targets, alternate);
    this.targetGroupArn = targets.arn;
    this.targetGroupArnSuffix = targets.arnSuffix;
    this.targetGroupArnSuffixes = [targets, ...(alternate ? [alternate] : [])].map((one) => one.arnSuffix);
    this.ready = [...rules, ...testRules];
    this.shiftable = alternate && {
      targets,
      alternate,
      listenerArn: props.entrance.listenerArn,
      ruleArns: rules.map(({ arn }) => arn),
      test: props.shift?.test && {
        listenerArn: props.shift.test.listenerArn,
        ruleArns: testRules.map(({ arn }) => arn),
      },
    };
  }

  private targetGroup(id: string, name: string, props: WebRouteProps): LbTargetGroup {
    const { healthCheck } = props;
    return new LbTargetGroup(this, id, {
      name,
      vpcId: props.network.vpcId,
      port: props.port,
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      targetType: props.targetType,
      ipAddressType: "ipv4",
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      slowStart: props.slowStartSeconds > 0 ? props.slowStartSeconds : undefined,
      stickiness: stickiness(props.stickinessSeconds),
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

  private rules(
    props: WebRouteProps,
    targets: LbTargetGroup,
    alternate: LbTargetGroup | undefined,
  ): LbListenerRule[] {
    const { entrance, shift } = props;
    const action = shift?.weighted && alternate ? forwardToBoth(targets, alternate) : forward(targets);
    return listenerRules(props).map((rule) =>
      this.rule(ruleId(rule), rule, { listenerArn: entrance.listenerArn, action, entrance, shift }),
    );
  }

  /** The rules of the test listener: the same requests, from where tests come. */
  private testRules(
    props: WebRouteProps,
    targets: LbTargetGroup,
    alternate: LbTargetGroup | undefined,
  ): LbListenerRule[] {
    const { entrance, shift } = props;
    if (shift?.test === undefined || alternate === undefined) return [];
    const { listenerArn, from } = shift.test;
    const action = shift.weighted ? forwardToBoth(targets, alternate) : forward(alternate);
    const sourceIps = from.length > 0 ? from : props.sourceIps;
    return listenerRules({ ...props, sourceIps }).map((rule) =>
      this.rule(`test_${ruleId(rule)}`, rule, { listenerArn, action, entrance, shift }),
    );
  }

  private rule(
    id: string,
    rule: ListenerRule,
    { listenerArn, action, entrance, shift }: Way,
  ): LbListenerRule {
    return new LbListenerRule(this, id, {
      listenerArn,
      priority: rule.priority,
      condition: conditions(rule),
      action: [action],
      // Where a rule leads is what shifting changes: a plan must not take requests back.
      lifecycle: shift && { ignoreChanges: ["action"] },
      // Nobody reaches a service before the web ACL stands in front of it.
      dependsOn: [...entrance.ready],
    });
  }
}

interface Way {
  readonly listenerArn: string;
  readonly action: LbListenerRuleAction;
  readonly entrance: Entrance;
  readonly shift: TrafficShift | undefined;
}

function forward({ arn: targetGroupArn }: LbTargetGroup): LbListenerRuleAction {
  return { type: "forward", targetGroupArn };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html */
function forwardToBoth(targets: LbTargetGroup, alternate: LbTargetGroup): LbListenerRuleAction {
  const targetGroup = [
    { arn: targets.arn, weight: 100 },
    { arn: alternate.arn, weight: 0 },
  ];
  return { type: "forward", forward: { targetGroup } };
}

function conditions({ host, path, headers, sourceIps }: ListenerRule): LbListenerRuleCondition[] {
  return [
    { hostHeader: { values: [host] } },
    { pathPattern: { values: [path] } },
    ...headers.map(({ name, values }) => ({ httpHeader: { httpHeaderName: name, values: [...values] } })),
    ...(sourceIps.length > 0 ? [{ sourceIp: { values: [...sourceIps] } }] : []),
  ];
}

/** Left out, the provider would leave stickiness that was there before as it is. */
function stickiness(seconds: number | undefined) {
  return { type: "lb_cookie", enabled: seconds !== undefined, cookieDuration: seconds };
}

/**
 * Name of a service's target group. It ends in a hash of what AWS cannot change in place, so a successor
 * never has the name of the group it replaces.
 */
export function targetGroupName(
  props: Pick<WebRouteProps, "identity" | "service" | "port" | "targetType">,
): string {
  return groupName(props, `HTTP ${props.port} ${props.targetType}`);
}

/** Name of the second target group of a service whose requests are shifted. */
export function alternateGroupName(
  props: Pick<WebRouteProps, "identity" | "service" | "port" | "targetType">,
): string {
  return groupName(props, `HTTP ${props.port} ${props.targetType} alternate`);
}

function groupName(
  { identity, service }: Pick<WebRouteProps, "identity" | "service">,
  fixed: string,
): string {
  return resourceName([identity.stack, service, shortHash(fixed)], NAME_LIMIT.targetGroup);
}

/** Part of a rule's address: the host and, unless it has the whole host, the path in words with a hash. */
function ruleId({ host, path, part }: ListenerRule): string {
  const id = path === "/*" ? `rule_${hostId(host)}` : `rule_${hostId(host)}_${pathId(path)}`;
  return part === 1 ? id : `${id}_${part}`;
}

function pathId(path: string): string {
  const words = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return [words, shortHash(path)].filter(Boolean).join("-");
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}
