import { basename } from "node:path";
import type { Problem } from "./problem";

/** Whether a stack's name matches one of the patterns, in which `*` stands for any text. */
export function matches(stack: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const literal = pattern.split("*").map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`).test(stack);
  });
}

/** Whether a problem concerns the stacks that the patterns choose: it is in, or names, a file of theirs or the platform's. */
export function concerns(problem: Problem, files: ReadonlySet<string>, patterns: readonly string[]): boolean {
  if (!problem.file.startsWith("teams/") || files.has(problem.file)) return true;
  if ([...files].some((file) => problem.message.includes(`${file}:`))) return true;
  return mayHold(problem.file, patterns);
}

/** Whether a team file might hold a stack that matches: one that cannot be read does not say. */
function mayHold(file: string, patterns: readonly string[]): boolean {
  const prefix = `${basename(file, ".yaml")}-`;
  return patterns.some((pattern) => {
    const start = pattern.split("*")[0] ?? "";
    return start.startsWith(prefix) || (pattern.includes("*") && prefix.startsWith(start));
  });
}
