/**
 * AWS's rule groups in front of every environment, in the order they run: bad addresses first, they are
 * the cheapest to tell. Together 925 of the 1,500 capacity units that a web ACL's price includes.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const MANAGED_RULE_GROUPS = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesCommonRuleSet",
] as const;

/** One of `MANAGED_RULE_GROUPS`. */
export type ManagedRuleGroup = (typeof MANAGED_RULE_GROUPS)[number];

/** Names of rules that only count, by the group they are in; the group's other rules keep their action. */
export type WafCountedRules = Readonly<Partial<Record<ManagedRuleGroup, readonly string[]>>>;

/**
 * Rules that Ghost's editor trips over: it sends whole articles, with HTML and links in them, and uploads
 * beyond the 8 KB that WAF reads of a body behind a load balancer.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const GHOST_COUNTED_RULES: WafCountedRules = {
  AWSManagedRulesCommonRuleSet: [
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "GenericRFI_BODY",
    "EC2MetaDataSSRF_BODY",
  ],
};
