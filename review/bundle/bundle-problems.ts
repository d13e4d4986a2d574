import { type StackSource, sha256, stackDigest } from "../stack-digest";
import type { Manifest } from "./manifest";
import type { PlanFile, StateVersion } from "./plan-file";
import { lockHash, planProblems } from "./plan-problems";

/** A bundle, read. */
export interface Bundle {
  readonly manifest: Manifest;
  /** The bytes of the saved plan. */
  readonly plan: Uint8Array;
  /** The text of the masked review. */
  readonly review: string;
  /** SHA-256 of each asset that the bundle holds, by its path in the stack's folder. */
  readonly assets: Readonly<Record<string, string>>;
}

/** What a bundle has to be about. */
export interface Wanted {
  readonly stack: string;
  readonly repository: string;
  readonly pullRequest: number;
  readonly headSha: string;
  /** @default - any */
  readonly mergeSha?: string;
  readonly removed: boolean;
}

/** Why a bundle is damaged, or about something else; one sentence each. */
export function identityProblems(bundle: Bundle, wanted: Wanted): string[] {
  const { manifest, plan, review } = bundle;
  const is = (what: string, got: unknown, want: unknown) =>
    got === want ? [] : [`the bundle is of ${what} ${got}, not ${want}`];
  return [
    ...is("stack", manifest.stack, wanted.stack),
    ...is("repository", manifest.repository, wanted.repository),
    ...is("pull request", manifest.pullRequest, wanted.pullRequest),
    ...is("head", manifest.headSha, wanted.headSha),
    ...(wanted.mergeSha === undefined ? [] : is("commit", manifest.mergeSha, wanted.mergeSha)),
    ...(manifest.removed === wanted.removed ? [] : [removalProblem(manifest.removed)]),
    ...(sha256(plan) === manifest.plan.sha256 && plan.length === manifest.plan.bytes
      ? []
      : ["the saved plan is not the one that was bundled"]),
    ...(sha256(review) === manifest.review.sha256 ? [] : ["the review is not the one that was bundled"]),
    ...assetProblems("the bundle", bundle.assets, manifest.assets),
  ];
}

/** Why a bundle's saved plan cannot be applied in a stack's folder as it is; one sentence each. */
export function exactProblems({ manifest }: Bundle, plan: PlanFile, stack: StackSource): string[] {
  return [
    ...(stackDigest(stack).digest === manifest.stackDigest
      ? []
      : ["the synthesized stack is not the one that was planned; plan again, with --mode equivalent"]),
    ...assetProblems("the stack", stack.files, manifest.assets),
    ...planProblems(plan, stack),
    ...(lockHash(plan.lock) === manifest.lock
      ? []
      : ["the plan pins other providers than the manifest says"]),
    ...(sameState(plan.state, manifest.state)
      ? []
      : ["the plan is for another state than the manifest says"]),
  ];
}

/** Why a plan is stale: the state has been written since, or is another one. */
export function staleProblems(planned: StateVersion, current: StateVersion | undefined): string[] {
  if (current === undefined || sameState(planned, current)) return [];
  const why =
    planned.lineage === current.lineage
      ? `the state is at serial ${current.serial}, the plan was made at ${planned.serial}`
      : "the state is another one than that of the plan";
  return [`the plan is stale: ${why}; plan again, with --mode equivalent`];
}

function sameState(one: StateVersion, other: StateVersion): boolean {
  return one.lineage === other.lineage && one.serial === other.serial;
}

function removalProblem(isRemoval: boolean): string {
  return isRemoval
    ? "the bundle destroys the stack, which is not removed"
    : "the stack is removed, and the bundle does not destroy it";
}

function assetProblems(
  where: string,
  there: Readonly<Record<string, string>>,
  pinned: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(there), ...Object.keys(pinned)])].sort();
  return names.flatMap((name) => {
    if (there[name] === pinned[name]) return [];
    if (there[name] === undefined) return [`${where} lacks the asset ${name}`];
    if (pinned[name] === undefined)
      return [`${where} holds ${name}, which was not there when it was planned`];
    return [`${where} holds another ${name} than was planned`];
  });
}
