import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";
import type { StackPlan } from "../config/stack-plan";
import type { StackTask } from "./shard";
import { toolkitHash } from "./toolkit";

/** What is wanted of a synthesis. */
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

/** The stacks of a synthesis, and where they and what is known of them are. */
export interface StackTasks {
  /** Absolute path of the output. */
  readonly out: string;
  /** Folder of local state files, relative to a stack's folder. */
  readonly stateDirectory: string;
  /** Undefined: nothing is taken from a cache or kept in one. */
  readonly cacheDirectory: string | undefined;
  readonly tasks: readonly StackTask[];
}

/** What there is to do, with the keys that the results have in the cache. */
export function stackTasks(plans: readonly StackPlan[], options: SynthesisOptions): StackTasks {
  const out = resolve(options.out);
  // The same for every stack: all of them lie equally deep.
  const stateDirectory = relative(join(out, "stacks", "any"), join(resolve(options.root), "state"));
  const toolkit = options.toolkit ?? toolkitHash();
  const cacheDirectory = toolkit === undefined ? undefined : options.cacheDirectory;
  const tasks = plans.map((plan): StackTask => {
    const key = cacheDirectory === undefined ? undefined : keyOf([toolkit, stateDirectory, plan]);
    return { plan, key };
  });
  return { out, stateDirectory, cacheDirectory, tasks };
}

/** Key of everything that a stack's bytes depend on. */
function keyOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
