import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackPlan } from "../config/stack-plan";
import { carryOver } from "./carry-over";
import { refuseForeignOutput, replaceDirectory } from "./output-directory";
import type { StackTask } from "./shard";
import { StackCache } from "./stack-cache";
import { type SynthesisOptions, stackTasks } from "./stack-tasks";
import { writeFleet } from "./write-fleet";
import type { WrittenStack } from "./write-stack";

/** What a synthesis did. */
export interface Synthesis {
  /** Names of all stacks, in the order of the environments. */
  readonly stacks: readonly string[];
  /** How many of them were taken from the cache. */
  readonly fromCache: number;
}

/**
 * Writes one Terraform stack per environment to `out`, all of them or, when anything fails, none.
 *
 * @throws Error when `out` holds anything else than an earlier output.
 */
export async function synthesize(plans: readonly StackPlan[], options: SynthesisOptions): Promise<Synthesis> {
  const { out, stateDirectory, cacheDirectory, tasks } = stackTasks(plans, options);
  refuseForeignOutput(out, options.root);
  let fromCache = 0;
  await replaceDirectory(out, async (output) => {
    mkdirSync(join(output, "stacks"));
    const restored =
      cacheDirectory === undefined ? [] : restore(tasks, new StackCache(cacheDirectory), output);
    const missing = tasks.filter((_, index) => restored[index] === undefined);
    fromCache = tasks.length - missing.length;
    let done = fromCache;
    const written = await writeFleet(missing, { output, stateDirectory, cacheDirectory }, (stacks) => {
      done += stacks;
      options.progress?.(done, tasks.length);
    });
    const others = options.keepOthers ? carryOver(out, output) : [];
    writeManifest(output, [...restored.filter((one) => one !== undefined), ...written, ...others]);
  });
  return { stacks: plans.map(({ stack }) => stack), fromCache };
}

function restore(
  tasks: readonly StackTask[],
  cache: StackCache,
  output: string,
): (WrittenStack | undefined)[] {
  cache.forgetOld();
  return tasks.map(({ key, plan }) =>
    key === undefined ? undefined : cache.restore(key, output, plan.stack),
  );
}

/** The file that CDKTF's command line finds the stacks with. */
function writeManifest(output: string, stacks: readonly WrittenStack[]): void {
  const entries = stacks
    .map(({ entry }) => [String(entry.name), entry] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = { stacks: Object.fromEntries(entries), version: stacks[0]?.version };
  writeFileSync(join(output, "manifest.json"), JSON.stringify(manifest, undefined, 2));
}
