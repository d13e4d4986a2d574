export type { Entrance } from "./entrance";
export {
  type ListenerRule,
  listenerPriority,
  listenerRules,
  type RouteMatch,
} from "./listener-priority";
export { PublicEntrance, type PublicEntranceProps } from "./public-entrance";
export { type Access, GHOST_COUNTED_RULES, type ManagedRuleGroup, type WafCountedRules } from "./waf";
export { WebRoute, type WebRouteProps } from "./web-route";
