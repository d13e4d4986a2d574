import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ApprovalState, approvalState, parseComments, parseMembers } from "../../review/approval";
import {
  type Bundle,
  exactProblems,
  identityProblems,
  type Manifest,
  planDifference,
  planProblems,
  readPlanFile,
  readState,
  staleProblems,
} from "../../review/bundle";
import type { StackReview } from "../../review/model";
import type { StackSource } from "../../review/stack-digest";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";
import { readStackFolder } from "../stack-folder";
import { PLAN, readBundle } from "./bundle-folder";
import { refuse } from "./refuse";
import { applyProblems, type ReviewSources, reviewOf } from "./review-of";

export interface VerifyOptions extends ReviewSources {
  readonly json: boolean;
  readonly stack: string;
  /** Output of the synthesis of what was merged. */
  readonly stacks: string;
  /** Folder that `teamstacks bundle` wrote. */
  readonly bundle: string;
  /** `exact` applies the saved plan; `equivalent` a fresh one that does the same. */
  readonly mode: "exact" | "equivalent";
  /** The fresh plan, for `equivalent`. */
  readonly plan?: string;
  /** File with what `terraform state pull` printed. @default - the age of the plan is not looked at */
  readonly state?: string;
  readonly repository: string;
  readonly pullRequest: number;
  readonly headSha: string;
  /** @default - any commit */
  readonly mergeSha?: string;
  /** Whether the stack is gone from the head. @default false */
  readonly removed?: boolean;
  /** File with the comments of the pull request. @default - nobody has approved anything */
  readonly approvals?: string;
  /** File with the logins of owners. @default - owners are logins, with `@` */
  readonly members?: string;
  /** Login of who wrote the change. @default - anyone may approve */
  readonly author?: string;
}

/** `teamstacks verify`: says which plan may be applied, or why none. It calls no API. */
export async function verifyCommand(options: VerifyOptions): Promise<ExitCode> {
  const { mode, stack, stacks } = options;
  const file = mode === "exact" ? join(options.bundle, PLAN) : options.plan;
  if (file === undefined) throw new Error("--mode equivalent needs a fresh plan: --plan FILE.");
  const stackFolder = join(stacks, "stacks", stack);
  const bundle = readBundle(options.bundle);
  const problems = fileProblems(options, bundle, readStackFolder(stackFolder), file);
  if (problems.length > 0) return refuse(options, problems);
  const review = await reviewOf(stack, { ...options, file, stackFolder });
  // Terraform is often told to run in another folder.
  return judge(options, bundle, review, resolve(file));
}

/** All that can be said without looking into the plan itself, which takes Terraform and its providers. */
function fileProblems(options: VerifyOptions, bundle: Bundle, stack: StackSource, file: string): string[] {
  const { removed = false, state } = options;
  const identity = identityProblems(bundle, { ...options, removed });
  // What is not the plan that was bundled is not worth reading.
  if (identity.length > 0) return identity;
  const plan = readPlanFile(options.mode === "exact" ? bundle.plan : readFileSync(file));
  const current = state === undefined ? undefined : readState(readFileSync(state, "utf8"));
  const made = options.mode === "exact" ? exactProblems(bundle, plan, stack) : planProblems(plan, stack);
  return [...made, ...staleProblems(plan.state, current)];
}

function judge(
  options: VerifyOptions,
  { manifest, review: text }: Bundle,
  review: StackReview,
  plan: string,
): ExitCode {
  const { mode, json, stack } = options;
  const { digest } = review;
  const problems = applyProblems(review);
  if (digest === undefined || problems.length > 0) return refuse(options, problems);
  if (mode === "exact") {
    const others = pinProblems(manifest, review);
    if (others.length > 0) return refuse(options, others);
  } else if (digest !== manifest.semanticDigest) {
    const difference = planDifference(JSON.parse(text) as StackReview, review);
    return stop(options, { digest, reviewed: manifest.semanticDigest, difference });
  }
  const approval = approvalOf(options, review, digest);
  if (approval !== undefined && approval.by === undefined)
    return stop(options, { digest, notes: approval.notes });
  if (json) printJson({ stack, result: "apply", mode, plan, digest, approvedBy: approval?.by });
  else process.stdout.write(`${plan}\n`);
  console.error(`${stack}: ${plan} may be applied (${mode}, ${digest})`);
  return EXIT.ok;
}

/** Why the saved plan is not what the manifest says of it, by what Terraform reads in it. */
function pinProblems(manifest: Manifest, { digest, terraform }: StackReview): string[] {
  return [
    ...(digest === manifest.semanticDigest
      ? []
      : ["the saved plan does something else than the manifest says"]),
    ...(terraform.version === manifest.terraform
      ? []
      : ["the saved plan was made by another Terraform than the manifest says"]),
  ];
}

/** Undefined: the plan needs nobody's approval. */
function approvalOf(options: VerifyOptions, review: StackReview, digest: string): ApprovalState | undefined {
  const { stack, removed = false, approvals, members, author } = options;
  if (!removed && review.verdict !== "approval") return undefined;
  const comments = approvals === undefined ? [] : parseComments(readFileSync(approvals, "utf8"));
  const owners = review.approval?.owners ?? review.owner?.owners ?? [];
  const logins = members === undefined ? {} : parseMembers(readFileSync(members, "utf8"));
  return approvalState({ stack, digest, owners, members: logins, author }, comments);
}

interface Stop {
  readonly digest: string;
  readonly reviewed?: string;
  /** How the fresh plan differs from the reviewed one. */
  readonly difference?: readonly string[];
  readonly notes?: readonly string[];
}

/** A person has to look: the plan is sound, but it is another one, or nobody has approved it. */
function stop({ stack, json }: VerifyOptions, { difference, notes = [], ...digests }: Stop): ExitCode {
  if (json) printJson({ stack, result: "stop", ...digests, difference, notes });
  else process.stdout.write((difference ?? []).map((line) => `${line}\n`).join(""));
  if (difference !== undefined)
    console.error(`${stack}: a fresh plan does not do what was reviewed; review it anew`);
  for (const note of notes) console.error(`${stack}: ${note}`);
  return EXIT.approval;
}
