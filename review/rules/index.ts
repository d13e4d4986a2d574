export { PLAN_RULES, RULES } from "./all-rules";
export { checkovFindings, conftestFindings } from "./other-tools";
export type { PlanRule } from "./plan-rule";
export type { Rule, RuleChange, RuleContext } from "./rule";
export { type ActiveRule, activeRules, changeFindings, planFindings, sortedFindings } from "./run-rules";
export { DEFAULT_SETTINGS, parseSettings, type ReviewSettings } from "./settings";
export { withWaivers } from "./waivers";
