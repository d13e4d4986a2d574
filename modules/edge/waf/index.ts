export type { Access } from "./access";
export { GHOST_COUNTED_RULES, type ManagedRuleGroup, type WafCountedRules } from "./managed-rules";
export { WebAcl, type WebAclProps } from "./web-acl";
