import { appendFileSync } from "node:fs";
import { type Affected, needsPlan } from "../../review/affected";
import type { AffectedMatrix } from "./matrix";

/**
 * Writes what later jobs need as outputs of a step: `matrix`, `any` (`true` or `false`), `count`, and `removed`, the
 * names of removed stacks with spaces between.
 *
 * @throws Error outside of GitHub Actions.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
 */
export function writeGitHubOutput(
  affected: Affected,
  matrix: AffectedMatrix,
  file: string | undefined,
): void {
  if (file === undefined || file === "") throw new Error("--github-output needs the variable GITHUB_OUTPUT.");
  const planned = affected.stacks.filter(needsPlan);
  const removed = planned.filter(({ status }) => status === "removed").map(({ stack }) => stack);
  const outputs = {
    matrix: JSON.stringify(matrix),
    any: String(planned.length > 0),
    count: String(planned.length),
    removed: removed.join(" "),
  };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  appendFileSync(file, lines.join(""));
}
