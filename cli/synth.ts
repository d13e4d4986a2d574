import type { Problem } from "../config/problem";
import type { StackPlan } from "../config/stack-plan";
import { validate } from "../config/validate";
import { isCurrent } from "../stacks/is-current";
import type { Synthesis } from "../stacks/synthesize";
import { cacheDirectory } from "./cache-directory";
import { EXIT, type ExitCode } from "./exit";
import { noStackMatches } from "./no-stack-matches";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";
import { progressBar } from "./progress";

export interface SynthOptions {
  readonly root: string;
  readonly out: string;
  readonly json: boolean;
  /** Whether stacks that did not change are taken from the cache. */
  readonly cache: boolean;
  /** Patterns of stack names; other stacks stay in the output as they are. @default - every stack */
  readonly only?: readonly string[];
  /** Whether states are in `state/`, whatever the platform file says; for platform stacks only. @default false */
  readonly localState?: boolean;
}

/** `teamstacks synth`: checks everything, then writes every stack, or nothing when there is a problem. */
export async function synth(options: SynthOptions): Promise<ExitCode> {
  const { environments, platforms, problems } = validate(options.root, { only: options.only });
  if (environments === undefined) {
    if (options.json) printJson({ stacks: [], problems });
    printProblems(problems);
    return EXIT.failed;
  }
  printProblems(problems);
  const written = [...platforms, ...environments];
  if (noStackMatches(written, options.only)) return EXIT.failed;
  if (options.localState && environments.length > 0) {
    console.error(
      "--local-state is for the first apply of a platform stack: choose it with --only 'platform*'.",
    );
    return EXIT.failed;
  }
  const plans = options.localState ? written.map(withLocalState) : written;
  const where = { ...options, cacheDirectory: options.cache ? cacheDirectory() : undefined };
  if (isCurrent(plans, where)) {
    const stacks = plans.map(({ stack }) => stack);
    return report(options, problems, { stacks, fromCache: stacks.length });
  }
  // Loaded here: CDKTF takes longer than finding out that there is nothing to do.
  const { synthesize }: typeof import("../stacks/synthesize") = require("../stacks/synthesize");
  const progress = progressBar("stacks");
  const synthesis = await synthesize(plans, {
    root: options.root,
    out: options.out,
    cacheDirectory: where.cacheDirectory,
    keepOthers: options.only !== undefined,
    progress: progress.update,
  }).finally(progress.stop);
  return report(options, problems, synthesis);
}

/** The bucket of the state is made by a stack that has no bucket to keep its state in. */
function withLocalState(plan: StackPlan): StackPlan {
  return { ...plan, state: { backend: "local" } };
}

function report(
  options: SynthOptions,
  problems: readonly Problem[],
  { stacks, fromCache }: Synthesis,
): ExitCode {
  if (options.json) printJson({ stacks, fromCache, problems });
  else console.error(`${count(stacks.length)} written to ${options.out}${unchanged(fromCache)}`);
  return EXIT.ok;
}

function count(stacks: number): string {
  return stacks === 1 ? "1 stack" : `${stacks} stacks`;
}

function unchanged(fromCache: number): string {
  return fromCache === 0 ? "" : `, ${fromCache} of them unchanged`;
}
