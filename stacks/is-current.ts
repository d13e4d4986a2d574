import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackPlan } from "../config/stack-plan";
import { StackCache } from "./stack-cache";
import { type SynthesisOptions, stackTasks } from "./stack-tasks";

/**
 * Whether `out` is already what `synthesize` would write: exactly these stacks, each still linked to an undamaged
 * entry of the cache. Asked first, because the answer needs no CDKTF and writes nothing.
 */
export function isCurrent(plans: readonly StackPlan[], options: SynthesisOptions): boolean {
  const { out, cacheDirectory, tasks } = stackTasks(plans, options);
  if (cacheDirectory === undefined || !listsExactly(out, plans)) return false;
  const cache = new StackCache(cacheDirectory);
  return tasks.every(({ key, plan }) => key !== undefined && cache.isIn(key, out, plan.stack));
}

function listsExactly(out: string, plans: readonly StackPlan[]): boolean {
  try {
    const { stacks } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    const expected = JSON.stringify(plans.map(({ stack }) => stack).sort());
    const folders = readdirSync(join(out, "stacks")).sort();
    return JSON.stringify(Object.keys(stacks).sort()) === expected && JSON.stringify(folders) === expected;
  } catch {
    return false;
  }
}
