import { printProblems } from "./cli/print-problems";
import { loadEnvironments } from "./config/validate";
import { synthesize } from "./stacks/synthesize";

/** What `cdktf.json` runs: every environment below the current folder becomes a stack. */
function main(): void {
  const root = process.cwd();
  const { environments, warnings } = loadEnvironments(root);
  printProblems(warnings);
  synthesize(environments, { root, out: process.env.CDKTF_OUTDIR ?? "cdktf.out" });
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
