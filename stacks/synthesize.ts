import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Environment } from "../config/environment";
import { carryOver } from "./carry-over";
import { refuseForeignOutput, replaceDirectory } from "./output-directory";
import type { StackTask } from "./shard";
import { StackCache } from "./stack-cache";
import { toolkitHash } from "./toolkit";
import { writeFleet } from "./write-fleet";
import type { WrittenStack } from "./write-stack";

export interface SynthesisOptions {
  /** Folder of `platform.yaml`; local state files are below it, in `state/`. */
  readonly root: string;
  /** Folder that becomes the output: `stacks/<stack>/cdk.tf.json` and `manifest.json`. */
  readonly out: string;
  /** Folder of the cache. @default - nothing is taken from a cache or kept in one */
  readonly cacheDirectory?: string;
  /** Whether stacks that are in `out` and not among the environments stay there. @default false */
  readonly keepOthers?: boolean;
  /** Hash of all that stacks depend on besides their environment. @default - that of the bundled sources */
  readonly toolkit?: string;
  /** Gets the number of stacks that are done and of all. @default - nobody is told */
  readonly progress?: (done: number, all: number) => void;
}

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
export async function synthesize(
  environments: readonly Environment[],
  options: SynthesisOptions,
): Promise<Synthesis> {
  const out = resolve(options.out);
  refuseForeignOutput(out, options.root);
  // The same for every stack: all of them lie equally deep.
  const stateDirectory = relative(join(out, "stacks", "any"), join(resolve(options.root), "state"));
  const toolkit = options.toolkit ?? toolkitHash();
  const cacheDirectory = toolkit === undefined ? undefined : options.cacheDirectory;
  let fromCache = 0;
  await replaceDirectory(out, async (output) => {
    mkdirSync(join(output, "stacks"));
    const tasks = environments.map((environment): StackTask => {
      const key = cacheDirectory === undefined ? undefined : keyOf([toolkit, stateDirectory, environment]);
      return { environment, key };
    });
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
  return { stacks: environments.map(({ stack }) => stack), fromCache };
}

function restore(
  tasks: readonly StackTask[],
  cache: StackCache,
  output: string,
): (WrittenStack | undefined)[] {
  cache.forgetOld();
  return tasks.map(({ key, environment }) =>
    key === undefined ? undefined : cache.restore(key, output, environment.stack),
  );
}

/** Key of everything that a stack's bytes depend on. */
function keyOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** The file that CDKTF's command line finds the stacks with. */
function writeManifest(output: string, stacks: readonly WrittenStack[]): void {
  const entries = stacks
    .map(({ entry }) => [String(entry.name), entry] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = { stacks: Object.fromEntries(entries), version: stacks[0]?.version };
  writeFileSync(join(output, "manifest.json"), JSON.stringify(manifest, undefined, 2));
}
