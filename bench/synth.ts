import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../templates/repository-root";

/**
 * Wall time of `teamstacks synth` for one environment, as a ratio to a bare Node process that loads CDKTF
 * and the same provider classes. The two run in turn, so that a slow moment of the machine hits both.
 */

const ROOT = repositoryRoot();
const RUNS = 15;

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "teamstacks-bench-"));
  try {
    const root = oneEnvironment(folder);
    const bare = join(ROOT, "node_modules", ".bench-bare.cjs");
    writeFileSync(bare, bareProgram());
    const synth = [
      join(ROOT, "cli", "teamstacks.cjs"),
      "synth",
      "--no-cache",
      "--root",
      root,
      "--out",
      join(folder, "out"),
    ];
    const times = { bare: [] as number[], synth: [] as number[] };
    for (let run = -2; run < RUNS; run++) {
      const pair = { bare: seconds([bare]), synth: seconds(synth) };
      if (run < 0) continue; // warm-up
      times.bare.push(pair.bare);
      times.synth.push(pair.synth);
    }
    rmSync(bare);
    const ratios = times.synth.map((time, run) => time / (times.bare[run] ?? Number.NaN));
    console.log(`bare process that loads the same modules: median ${median(times.bare).toFixed(3)} s`);
    console.log(`synth of one environment:                 median ${median(times.synth).toFixed(3)} s`);
    console.log(`ratio: median ${median(ratios).toFixed(2)} of ${RUNS} pairs`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A root with the first shipped team, reduced to one environment that stands by itself. */
function oneEnvironment(folder: string): string {
  const root = join(folder, "root");
  mkdirSync(join(root, "teams"), { recursive: true });
  writeFileSync(join(root, "platform.yaml"), readFileSync(join(ROOT, "platform.yaml")));
  const team = readFileSync(join(ROOT, "teams", "ghostly.yaml"), "utf8");
  const environment = /^ {2}[a-z-]+:\s*(#.*)?$/gm;
  const starts = [...team.matchAll(environment)].map((match) => match.index);
  writeFileSync(join(root, "teams", "ghostly.yaml"), team.slice(0, starts[1]));
  return root;
}

function bareProgram(): string {
  const modules = new Set(["cdktf", "constructs"]);
  for (const folder of ["modules", "stacks"]) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      const text = readFileSync(join(ROOT, folder, file), "utf8");
      for (const [, name] of text.matchAll(/from "(@cdktf\/provider-aws\/[^"]+)"/g)) modules.add(name ?? "");
    }
  }
  return [...modules].map((name) => `require(${JSON.stringify(name)});`).join("\n");
}

function seconds(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main();
