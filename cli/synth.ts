import type { Problem } from "../config/problem";
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
}

/** `teamstacks synth`: checks everything, then writes every stack, or nothing when there is a problem. */
export async function synth(options: SynthOptions): Promise<ExitCode> {
  const { environments, problems } = validate(options.root, { only: options.only });
  if (environments === undefined) {
    if (options.json) printJson({ stacks: [], problems });
    printProblems(problems);
    return EXIT.failed;
  }
  printProblems(problems);
  if (noStackMatches(environments, options.only)) return EXIT.failed;
  const where = { ...options, cacheDirectory: options.cache ? cacheDirectory() : undefined };
  if (isCurrent(environments, where)) {
    const stacks = environments.map(({ stack }) => stack);
    return report(options, problems, { stacks, fromCache: stacks.length });
  }
  // Loaded here: CDKTF takes longer than finding out that there is nothing to do.
  const { synthesize }: typeof import("../stacks/synthesize") = require("../stacks/synthesize");
  const progress = progressBar("stacks");
  const synthesis = await synthesize(environments, {
    root: options.root,
    out: options.out,
    cacheDirectory: where.cacheDirectory,
    keepOthers: options.only !== undefined,
    progress: progress.update,
  }).finally(progress.stop);
  return report(options, problems, synthesis);
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
