/**
 * WAF statements as the provider takes them. CDKTF types a rule's statement as `any` and hands it on as it
 * is, so these names are Terraform's own, in snake case, and these types are the only check before `apply`.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/wafv2_web_acl#statement-block
 */
export type Statement = IpSetStatement | OrStatement | RateBasedStatement | ManagedRuleGroupStatement;

/** Matches clients whose address is in an IP set. */
export interface IpSetStatement {
  readonly ip_set_reference_statement: { readonly arn: string };
}

/** Matches when one of two or more statements does; AWS refuses a single one. */
export interface OrStatement {
  readonly or_statement: {
    readonly statement: readonly [IpSetStatement, IpSetStatement, ...IpSetStatement[]];
  };
}

/** Matches clients that send more than `limit` requests in the window. Cannot be nested. */
export interface RateBasedStatement {
  readonly rate_based_statement: {
    readonly limit: number;
    readonly evaluation_window_sec: number;
    readonly aggregate_key_type: "IP";
  };
}

/** Runs a rule group that AWS maintains. Cannot be nested. */
export interface ManagedRuleGroupStatement {
  readonly managed_rule_group_statement: {
    readonly vendor_name: "AWS";
    readonly name: string;
    readonly rule_action_override?: readonly {
      readonly name: string;
      readonly action_to_use: { readonly count: Record<string, never> };
    }[];
  };
}

/** Matches clients whose address is in one of the sets. */
export function anyIpSet(first: string, ...rest: readonly string[]): IpSetStatement | OrStatement {
  const [second, ...more] = rest.map(ipSet);
  if (second === undefined) return ipSet(first);
  return { or_statement: { statement: [ipSet(first), second, ...more] } };
}

function ipSet(arn: string): IpSetStatement {
  return { ip_set_reference_statement: { arn } };
}
