export { AccountSettings, type AccountSettingsProps } from "./account-settings";
export { ApplyRole, type ApplyRoleProps } from "./apply-role";
export { GithubIdentity, type GithubIdentityProps } from "./github-identity";
export { ImageCache, type ImageCacheProps, type ImageCacheRule } from "./image-cache";
export {
  applyRoleName,
  ciRolePath,
  PLAN_ROLE,
  type PlatformOwner,
  planBucketName,
  type StatePlace,
} from "./owner";
export { PlanBucket, type PlanBucketProps } from "./plan-bucket";
export { PlanRole, type PlanRoleProps } from "./plan-role";
export { StateBucket, type StateBucketProps } from "./state-bucket";
export { WafLogPolicy, type WafLogPolicyProps } from "./waf-log-policy";
export { Zones, type ZonesProps } from "./zones";
