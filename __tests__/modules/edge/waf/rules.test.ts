import { describe, expect, it } from "vitest";
import { GHOST_COUNTED_RULES } from "../../../../modules/edge";
import { type RulesProps, webAclRules } from "../../../../modules/edge/waf/rules";
import { anyIpSet } from "../../../../modules/edge/waf/statement";

const PROPS: RulesProps = {
  rateLimit: { requests: 2000, windowSeconds: 300 },
  managedRules: "block",
  countedRules: {},
  allowed: anyIpSet("arn:v4", "arn:v6"),
};

function rule(name: string, changes: Partial<RulesProps> = {}) {
  const found = webAclRules({ ...PROPS, ...changes }).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no rule ${name}`);
  return found;
}

describe("webAclRules", () => {
  it("lets allowed clients in only after the rate limit and the managed rules", () => {
    const order = webAclRules(PROPS).map(({ priority, name }) => [priority, name]);
    expect(order).toEqual([
      [10, "rate-limit"],
      [20, "AWSManagedRulesAmazonIpReputationList"],
      [30, "AWSManagedRulesKnownBadInputsRuleSet"],
      [40, "AWSManagedRulesCommonRuleSet"],
      [100, "allow-list"],
    ]);
  });

  it("has no allow rule when everybody is let in", () => {
    expect(webAclRules({ ...PROPS, allowed: undefined }).map(({ name }) => name)).not.toContain("allow-list");
  });

  it("blocks a client address beyond the rate limit", () => {
    expect(rule("rate-limit")).toMatchObject({
      action: { block: {} },
      statement: {
        rate_based_statement: { limit: 2000, evaluation_window_sec: 300, aggregate_key_type: "IP" },
      },
    });
  });

  it("has exactly one of action and override action on each rule, by the kind of its statement", () => {
    for (const { action, overrideAction, statement } of webAclRules(PROPS)) {
      const managed = "managed_rule_group_statement" in statement;
      expect([action !== undefined, overrideAction !== undefined]).toEqual([!managed, managed]);
    }
  });

  it.each([
    ["block", { none: {} }],
    ["count", { count: {} }],
  ] as const)("leaves managed groups to %s", (managedRules, overrideAction) => {
    const managed = webAclRules({ ...PROPS, managedRules }).filter((one) => one.overrideAction !== undefined);
    expect(managed.map((one) => one.overrideAction)).toEqual([
      overrideAction,
      overrideAction,
      overrideAction,
    ]);
  });

  it("keeps counting, not blocking, what the rate limit and allow list say when managed rules only count", () => {
    expect(rule("rate-limit", { managedRules: "count" }).action).toEqual({ block: {} });
    expect(rule("allow-list", { managedRules: "count" }).action).toEqual({ allow: {} });
  });

  it("only counts the rules that Ghost trips over, and no others", () => {
    const common = rule("AWSManagedRulesCommonRuleSet", { countedRules: GHOST_COUNTED_RULES });
    expect(common.statement).toEqual({
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: "AWSManagedRulesCommonRuleSet",
        rule_action_override: [
          { name: "SizeRestrictions_BODY", action_to_use: { count: {} } },
          { name: "CrossSiteScripting_BODY", action_to_use: { count: {} } },
          { name: "GenericRFI_BODY", action_to_use: { count: {} } },
          { name: "EC2MetaDataSSRF_BODY", action_to_use: { count: {} } },
        ],
      },
    });
    const inputs = rule("AWSManagedRulesKnownBadInputsRuleSet", { countedRules: GHOST_COUNTED_RULES });
    expect(inputs.statement).toEqual({
      managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" },
    });
  });

  it("measures every rule under its own name and keeps no samples", () => {
    for (const { name, visibilityConfig } of webAclRules(PROPS)) {
      expect(visibilityConfig).toEqual({
        cloudwatchMetricsEnabled: true,
        metricName: name,
        sampledRequestsEnabled: false,
      });
    }
  });
});

describe("anyIpSet", () => {
  it("joins two sets with or", () => {
    expect(anyIpSet("arn:v4", "arn:v6")).toEqual({
      or_statement: {
        statement: [
          { ip_set_reference_statement: { arn: "arn:v4" } },
          { ip_set_reference_statement: { arn: "arn:v6" } },
        ],
      },
    });
  });

  it("leaves one set bare, because AWS refuses an or of one", () => {
    expect(anyIpSet("arn:v4")).toEqual({ ip_set_reference_statement: { arn: "arn:v4" } });
  });
});
