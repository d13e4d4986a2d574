import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { repositoryRoot } from "../templates/repository-root";
import { team, writeFleet } from "./fleet-root";

/**
 * Synthesis of a generated fleet, as ratios to the same stacks in one plain CDKTF app with default settings.
 *
 *     node cli/run.cjs bench/fleet.ts [teams]
 *
 * A team is four environments; 250 teams (the default) are a thousand. Each row is a process of its own, and the
 * baseline is measured in the same run.
 */

const REPOSITORY = repositoryRoot();
const TEAMS = Number(process.argv[3] ?? 250);
const FEW_TEAMS = Math.max(1, Math.round(TEAMS / 10));

interface Measured {
  readonly seconds: number;
  /** Most memory of the process, in MB. */
  readonly megabytes: number;
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "teamstacks-fleet-"));
  try {
    const root = join(folder, "all");
    const few = join(folder, "few");
    writeFleet(root, { teams: TEAMS });
    writeFleet(few, { teams: FEW_TEAMS });
    measure(["synth", "--root", few, "--out", join(folder, "warm"), "--no-cache"]);
    const out = join(folder, "out");
    const all = ["synth", "--root", root, "--out", out];
    const tenth = measure(["synth", "--root", few, "--out", join(folder, "few-out"), "--no-cache"]);
    const fresh = measure([...all, "--no-cache"]);
    measure(all);
    const again = measure(all);
    writeFileSync(join(root, "teams", "team0000.yaml"), stringify(team("team0000", 0, "6.78.0-alpine")));
    const changed = measure(all);
    const check = measure(["check", "--root", root]);
    const floor = writeOnly(out, join(folder, "floor"));
    const plain = run([
      join(REPOSITORY, "cli", "run.cjs"),
      "bench/plain-app.ts",
      root,
      join(folder, "plain"),
    ]);
    report({ tenth, fresh, again, changed, check, floor, plain });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(
  rows: Record<"tenth" | "fresh" | "again" | "changed" | "check" | "floor" | "plain", Measured>,
): void {
  const { plain, fresh, again, changed, check, floor, tenth } = rows;
  const line = (what: string, { seconds, megabytes }: Measured, ratios: string) =>
    console.log(
      `${what.padEnd(44)} ${seconds.toFixed(2).padStart(8)} s ${megabytes.toFixed(0).padStart(6)} MB  ${ratios}`,
    );
  const share = ({ seconds }: Measured) => `wall 1/${(plain.seconds / seconds).toFixed(1)}`;
  console.log(`${TEAMS * 4} environments`);
  line("one plain CDKTF app, default settings", plain, "baseline");
  line(
    "synth --no-cache",
    fresh,
    `${share(fresh)}, memory 1/${(plain.megabytes / fresh.megabytes).toFixed(1)}`,
  );
  line("synth again, nothing changed", again, share(again));
  line("synth after one team's change", changed, share(changed));
  line("check", check, share(check));
  line(
    "only serialize and write the same documents",
    floor,
    `synth is ${(fresh.seconds / floor.seconds).toFixed(1)} times that`,
  );
  const perEnvironment = fresh.seconds / TEAMS / (tenth.seconds / FEW_TEAMS);
  console.log(`time per environment, ${TEAMS * 4} against ${FEW_TEAMS * 4}: ${perEnvironment.toFixed(2)}`);
}

function measure(args: readonly string[]): Measured {
  return run([join(REPOSITORY, "cli", "teamstacks.cjs"), ...args]);
}

function run(args: readonly string[]): Measured {
  const usage = join(__dirname, "usage.cjs");
  writeFileSync(
    usage,
    "process.on('exit', () => process.stdout.write(`\\nmaxRSS ${process.resourceUsage().maxRSS}`));",
  );
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--max-old-space-size=16384", "--require", usage, ...args],
    { encoding: "utf8", cwd: REPOSITORY, maxBuffer: 2 ** 30 },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(stderr);
  return { seconds, megabytes: Number(/maxRSS (\d+)/.exec(stdout)?.[1]) / 1024 };
}

/** The floor: reads the finished documents, then serializes and writes them, which is all that is timed. */
function writeOnly(from: string, to: string): Measured {
  const stacks = readdirSync(join(from, "stacks"));
  const documents = stacks.map((name) =>
    JSON.parse(readFileSync(join(from, "stacks", name, "cdk.tf.json"), "utf8")),
  );
  const start = process.hrtime.bigint();
  for (const [index, document] of documents.entries()) {
    writeFileSync(`${to}.${index}.json`, JSON.stringify(document, undefined, 2));
  }
  return {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    megabytes: process.memoryUsage().rss / 1e6,
  };
}

main();
