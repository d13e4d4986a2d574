import type { State } from "./environment";
import type { UPSTREAM_REGISTRIES } from "./spec/platform-stack";

/** A platform stack with nothing left to decide: what the environments of one account share. */
export interface PlatformPlan {
  readonly kind: "platform";
  /** `platform` for the one with the state bucket, `platform-<account>` for others. */
  readonly stack: string;
  readonly organization: string;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  /** Its region and those of the account's environments, sorted. */
  readonly regions: readonly string[];
  readonly iam: { readonly path: string; readonly permissionsBoundary: string | undefined };
  /** Where the stack's own state is. */
  readonly state: State;
  /** Where the states of all stacks are, also while this one's is still elsewhere; undefined where not in S3. */
  readonly states: Extract<State, { backend: "s3" }> | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Other accounts whose roles use the state bucket; undefined: the bucket is not made here. */
  readonly stateUsers: readonly string[] | undefined;
  readonly ci: PlatformCi | undefined;
  readonly hasSafeSettings: boolean;
  /** Regions with a shared policy for the logs of web ACLs, sorted. */
  readonly wafLogRegions: readonly string[];
  readonly zones: readonly string[];
  /** Sorted by prefix. */
  readonly pullThroughCache: readonly PullThroughRule[];
}

/** What workflows of a GitHub repository may do in an account. */
export interface PlatformCi {
  /** `owner/name`. */
  readonly repository: string;
  /** Branch that is deployed. */
  readonly branch: string;
  readonly makesProvider: boolean;
  readonly applyPolicies: readonly string[];
  /** Sorted by stack. */
  readonly environments: readonly CiEnvironment[];
}

/** An environment that CI applies. */
export interface CiEnvironment {
  readonly stack: string;
  readonly region: string;
  /** Whether services of it run on Elastic Beanstalk. */
  readonly onBeanstalk: boolean;
}

/** Images of another registry in ECR. */
export interface PullThroughRule {
  readonly prefix: string;
  readonly registry: (typeof UPSTREAM_REGISTRIES)[number];
  readonly credentialSecret: string | undefined;
}
