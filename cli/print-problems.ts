import pc from "picocolors";
import { formatProblem, type Problem } from "../config/problem";

/** Prints problems on standard error, a line each, and how many errors there are. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) {
    const paint = problem.severity === "error" ? pc.red : pc.yellow;
    console.error(paint(formatProblem(problem)));
  }
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) console.error(`${errors} ${errors === 1 ? "error" : "errors"}; nothing was written`);
}
