import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";

/** Whose platform stack this is: an account's. */
export interface PlatformOwner extends Identity {
  /** Name of the organisation; part of the names of buckets. */
  readonly organization: string;
}

/** Where Terraform keeps the states of all stacks. */
export interface StatePlace {
  readonly bucket: string;
  /** Ends in a slash, or is empty. */
  readonly prefix: string;
  /** ARN of the KMS key, or of its alias, that states are encrypted with; `undefined` is S3's own key. */
  readonly kmsKey: string | undefined;
}

/** Name of the bucket of reviewed plans; every account of an organisation has one. */
export function planBucketName(organization: string, account: string): string {
  return resourceName([organization, "terraform-plans", account], NAME_LIMIT.bucket);
}

/** Path of the roles that workflows assume: apart from what environments make, so that none can reach them. */
export function ciRolePath(iamPath: string): string {
  return `${iamPath}platform-ci/`;
}

/** Name of the role that plans; one for an account. */
export const PLAN_ROLE = "ci-plan";

/** Name of the role that applies one environment. */
export function applyRoleName(stack: string): string {
  return resourceName(["ci-apply", stack], NAME_LIMIT.iamRole);
}
