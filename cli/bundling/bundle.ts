import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lockHash, type Manifest, planProblems, readPlanFile } from "../../review/bundle";
import { lockedProviders, sha256, stackDigest } from "../../review/stack-digest";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";
import { readStackFolder } from "../stack-folder";
import { writeBundle } from "./bundle-folder";
import { refuse } from "./refuse";
import { applyProblems, type ReviewSources, reviewOf } from "./review-of";

export interface BundleOptions extends ReviewSources {
  readonly json: boolean;
  readonly stack: string;
  /** Synthesized output that holds the stack. */
  readonly stacks: string;
  /** What `terraform plan -out` wrote. */
  readonly plan: string;
  /** Folder to write. */
  readonly out: string;
  readonly repository: string;
  readonly pullRequest: number;
  readonly headSha: string;
  readonly mergeSha: string;
  /** Whether the plan destroys a stack that is gone from the head. @default false */
  readonly removed?: boolean;
}

/** `teamstacks bundle`: pins a saved plan with everything that it was made from. */
export async function bundleCommand(options: BundleOptions): Promise<ExitCode> {
  const { stack, stacks, out, repository, pullRequest, headSha, mergeSha, removed = false } = options;
  const stackFolder = join(stacks, "stacks", stack);
  const source = readStackFolder(stackFolder);
  const bytes = readFileSync(options.plan);
  const plan = readPlanFile(bytes);
  const problems = planProblems(plan, source);
  if (problems.length > 0) return refuse(options, problems);
  const review = await reviewOf(stack, { ...options, file: options.plan, stackFolder });
  const { digest } = review;
  if (digest === undefined || applyProblems(review).length > 0) return refuse(options, applyProblems(review));
  const text = `${JSON.stringify(review)}\n`;
  const providers = Object.entries(lockedProviders(plan.lock)).map(([name, { version }]) => [name, version]);
  const manifest: Manifest = {
    schema: 1,
    stack,
    repository,
    pullRequest,
    headSha,
    mergeSha,
    removed,
    plan: { sha256: sha256(bytes), bytes: bytes.length },
    review: { sha256: sha256(text) },
    stackDigest: stackDigest(source).digest,
    assets: source.files,
    lock: lockHash(plan.lock),
    terraform: review.terraform.version ?? "unknown",
    providers: Object.fromEntries(providers),
    state: plan.state,
    semanticDigest: digest,
  };
  writeBundle(out, { manifest, plan: bytes, review: text, stackFolder });
  if (options.json) printJson(manifest);
  console.error(`${stack}: ${digest} bundled in ${out}`);
  return EXIT.ok;
}
