import { cacheDirectory } from "./cli/cache-directory";
import { printProblems } from "./cli/print-problems";
import { loadEnvironments } from "./config/validate";
import { synthesize } from "./stacks/synthesize";

/** What `cdktf.json` runs: every environment below the current folder becomes a stack, and every platform. */
async function main(): Promise<void> {
  const root = process.cwd();
  const { environments, platforms, warnings } = loadEnvironments(root);
  printProblems(warnings);
  const out = process.env.CDKTF_OUTDIR ?? "cdktf.out";
  await synthesize([...platforms, ...environments], { root, out, cacheDirectory: cacheDirectory() });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
