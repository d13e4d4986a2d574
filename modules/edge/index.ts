export type { Entrance } from "./entrance";
export { InternalEntrance, type InternalEntranceProps } from "./internal-entrance";
export { INTERNAL_PORT, internalHost, internalZone } from "./internal-host";
export { listenerPriority, type RouteMatch } from "./listener-priority";
export { type Conditions, type HeaderCondition, type ListenerRule, listenerRules } from "./listener-rules";
export { PublicEntrance, type PublicEntranceProps } from "./public-entrance";
export { type Access, GHOST_COUNTED_RULES, type ManagedRuleGroup, type WafCountedRules } from "./waf";
export { type Shiftable, type TrafficShift, WebRoute, type WebRouteProps } from "./web-route";
