import type { StackPlan } from "../config/stack-plan";
import { StackCache } from "./stack-cache";
import { type WrittenStack, writeStack } from "./write-stack";

/** A stack to write. */
export interface StackTask {
  readonly plan: StackPlan;
  /** Key in the cache; undefined: the stack is not kept. */
  readonly key: string | undefined;
}

/** Some stacks of a fleet, to be written by one thread. */
export interface Shard {
  readonly tasks: readonly StackTask[];
  /** Folder that gets `stacks/<stack>`. */
  readonly output: string;
  /** Folder of local state files, relative to a stack's folder. */
  readonly stateDirectory: string;
  readonly cacheDirectory: string | undefined;
}

/** Writes the stacks of a shard and keeps them in the cache. */
export function writeShard({ tasks, output, stateDirectory, cacheDirectory }: Shard): WrittenStack[] {
  const cache = cacheDirectory === undefined ? undefined : new StackCache(cacheDirectory);
  return tasks.map(({ plan, key }) => {
    const written = writeStack(plan, output, stateDirectory);
    if (key !== undefined) cache?.keep(key, output, plan.stack, written);
    return written;
  });
}

/** What a worker thread runs. */
export default writeShard;
