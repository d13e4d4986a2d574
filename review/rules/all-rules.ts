import { auditTrailOff } from "./audit-trail-off";
import { deployEngine } from "./deploy-engine";
import { dnsChange } from "./dns-change";
import { downtime } from "./downtime";
import { driftReverted } from "./drift-reverted";
import { encryptionOff } from "./encryption-off";
import { failedCheck } from "./failed-check";
import { iamAdmin } from "./iam-admin";
import { iamWidening } from "./iam-widening";
import { ipAllowList } from "./ip-allow-list";
import { manyDestroyed } from "./many-destroyed";
import { networkRemoval } from "./network-removal";
import { partialPlan } from "./partial-plan";
import type { PlanRule } from "./plan-rule";
import { production } from "./production";
import { protectionOff } from "./protection-off";
import { providerAction } from "./provider-action";
import { publicExposure } from "./public-exposure";
import { publicIngress } from "./public-ingress";
import { publicPolicy } from "./public-policy";
import { publicWebIngress } from "./public-web-ingress";
import type { Rule } from "./rule";
import { stackRemoved } from "./stack-removed";
import { statefulDelete } from "./stateful-delete";
import { statefulForget } from "./stateful-forget";
import { statefulReplace } from "./stateful-replace";
import { wafRemoval } from "./waf-removal";
import { widerIngress } from "./wider-ingress";

/** Rules about single changes. */
export const RULES: readonly Rule[] = [
  statefulDelete,
  statefulReplace,
  statefulForget,
  protectionOff,
  encryptionOff,
  iamAdmin,
  iamWidening,
  publicPolicy,
  publicExposure,
  publicIngress,
  publicWebIngress,
  widerIngress,
  wafRemoval,
  ipAllowList,
  dnsChange,
  networkRemoval,
  auditTrailOff,
  deployEngine,
  downtime,
  driftReverted,
  production,
];

/** Rules about plans as a whole. */
export const PLAN_RULES: readonly PlanRule[] = [
  partialPlan,
  stackRemoved,
  manyDestroyed,
  failedCheck,
  providerAction,
];
