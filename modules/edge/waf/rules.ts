import type { Wafv2WebAclRule, Wafv2WebAclVisibilityConfig } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { MANAGED_RULE_GROUPS, type ManagedRuleGroup, type WafCountedRules } from "./managed-rules";
import type { Statement } from "./statement";

/** A rule whose statement is checked by the compiler. */
export type Rule = Omit<Wafv2WebAclRule, "statement"> & { readonly statement: Statement };

export interface RulesProps {
  /** Requests of one client address in a window of 60, 120, 300 or 600 seconds; at least 10. */
  readonly rateLimit: { readonly requests: number; readonly windowSeconds: number };
  /** Whether AWS's rule groups block, or only count, to try them out. */
  readonly managedRules: "block" | "count";
  /** Rules of AWS's groups that only count. */
  readonly countedRules: WafCountedRules;
  /** Which clients are let in; `undefined` when everybody is. */
  readonly allowed: Statement | undefined;
}

/** Priorities have gaps, so that a rule put between two others changes neither. */
const FIRST_PRIORITY = { rateLimit: 10, managed: 20, allow: 100 } as const;
const PRIORITY_STEP = 10;

/**
 * The rules of a web ACL in the order they run. Letting a client in ends the evaluation, so that rule is
 * the last one: the limits hold for allowed clients too.
 */
export function webAclRules(props: RulesProps): Rule[] {
  return [
    rateLimitRule(props.rateLimit),
    ...MANAGED_RULE_GROUPS.map((group, index) =>
      managedRule(group, FIRST_PRIORITY.managed + index * PRIORITY_STEP, props),
    ),
    ...(props.allowed === undefined ? [] : [allowRule(props.allowed)]),
  ];
}

/**
 * Metrics, but no sampled requests: samples show whole headers to whoever may read the web ACL, and what
 * is kept out of the log is not kept out of them.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
 */
export function visibility(metricName: string): Wafv2WebAclVisibilityConfig {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

function rateLimitRule({ requests, windowSeconds }: RulesProps["rateLimit"]): Rule {
  return {
    name: "rate-limit",
    priority: FIRST_PRIORITY.rateLimit,
    action: { block: {} },
    statement: {
      rate_based_statement: {
        limit: requests,
        evaluation_window_sec: windowSeconds,
        // The load balancer sees the client itself; a forwarded address could be made up.
        aggregate_key_type: "IP",
      },
    },
    visibilityConfig: visibility("rate-limit"),
  };
}

function managedRule(group: ManagedRuleGroup, priority: number, props: RulesProps): Rule {
  const counted = props.countedRules[group] ?? [];
  return {
    name: group,
    priority,
    overrideAction: props.managedRules === "count" ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: group,
        ...(counted.length > 0 && {
          rule_action_override: counted.map((name) => ({ name, action_to_use: { count: {} } })),
        }),
      },
    },
    visibilityConfig: visibility(group),
  };
}

function allowRule(statement: Statement): Rule {
  return {
    name: "allow-list",
    priority: FIRST_PRIORITY.allow,
    action: { allow: {} },
    statement,
    visibilityConfig: visibility("allow-list"),
  };
}
