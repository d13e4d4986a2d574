import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { team, writeFleet } from "../../bench/fleet-root";
import { loadEnvironments } from "../../config/validate";
import { isCurrent } from "../../stacks/is-current";
import { synthesize } from "../../stacks/synthesize";
import { temporaryRoot } from "../support/root";
import { REPOSITORY } from "../support/stacks";

const TOOLKIT = "toolkit-1";
type Fleet = Parameters<typeof synthesize>[0];
/** Enough stacks for the threads to be used. */
const TEAMS = 7;

let root: string;
let out: string;
let cacheDirectory: string;

beforeEach(() => {
  root = temporaryRoot({});
  out = join(root, "out");
  cacheDirectory = join(root, "cache");
});

function environments(teams: number) {
  writeFleet(root, { teams });
  return loadEnvironments(root).environments;
}

/** All files of a folder and what is in them. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.json$/.test(name),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function cachedFiles(): string[] {
  const files = readdirSync(cacheDirectory, { recursive: true, encoding: "utf8" });
  return files.filter((name) => name.endsWith("cdk.tf.json")).map((name) => join(cacheDirectory, name));
}

describe("synthesize", () => {
  it("writes the same bytes with threads as without, and one manifest", { timeout: 120_000 }, async () => {
    const fleet = environments(TEAMS);
    await synthesize(fleet, { root, out });
    const together = contents(out);
    expect(Object.keys(together)).toHaveLength(fleet.length + 1);
    const alone = join(root, "alone");
    for (const environment of fleet) {
      await synthesize([environment], { root, out: alone });
      const file = join("stacks", environment.stack, "cdk.tf.json");
      expect(readFileSync(join(alone, file), "utf8")).toBe(together[file]);
    }
    const manifest = JSON.parse(together["manifest.json"] ?? "");
    expect(Object.keys(manifest.stacks)).toEqual(fleet.map(({ stack }) => stack).sort());
    expect(manifest.version).toBe("0.21.0");
  });

  it("removes the folder of an environment that is gone", async () => {
    const fleet = environments(1);
    await synthesize(fleet, { root, out });
    await synthesize(fleet.slice(1), { root, out });
    expect(readdirSync(join(out, "stacks"))).toEqual(
      fleet
        .slice(1)
        .map(({ stack }) => stack)
        .sort(),
    );
  });

  it("leaves other stacks as they are when it is told to", async () => {
    const fleet = environments(1);
    await synthesize(fleet, { root, out });
    const before = contents(out);
    await synthesize(fleet.slice(0, 1), { root, out, keepOthers: true });
    expect(contents(out)).toEqual(before);
  });

  it("tells how far it is", async () => {
    const told: number[] = [];
    await synthesize(environments(1), { root, out, progress: (done) => told.push(done) });
    expect(told.at(-1)).toBe(4);
  });
});

describe("the cache", () => {
  const run = (fleet: Parameters<typeof synthesize>[0], toolkit = TOOLKIT) =>
    synthesize(fleet, { root, out, cacheDirectory, toolkit });

  it("gives back what did not change, with the same bytes", async () => {
    const fleet = environments(1);
    expect((await run(fleet)).fromCache).toBe(0);
    const first = contents(out);
    expect((await run(fleet)).fromCache).toBe(4);
    expect(contents(out)).toEqual(first);
  });

  it("writes what changed, and only that", async () => {
    await run(environments(2));
    writeFileSync(join(root, "teams/team0001.yaml"), stringify(team("team0001", 1, "6.78.0-alpine")));
    const { fromCache } = await run(loadEnvironments(root).environments);
    expect(fromCache).toBe(4);
    expect(contents(out)["stacks/team0001-production/cdk.tf.json"]).toContain("ghost:6.78.0-alpine");
  });

  it("is not used after the toolkit changed", async () => {
    const fleet = environments(1);
    await run(fleet);
    expect((await run(fleet, "toolkit-2")).fromCache).toBe(0);
  });

  it.each([
    ["changed", (file: string) => writeFileSync(file, "{}")],
    ["emptied", (file: string) => writeFileSync(file, "")],
  ])("never uses an entry that was %s", async (_how, damage) => {
    const fleet = environments(1);
    await run(fleet);
    const first = contents(out);
    for (const file of cachedFiles()) damage(file);
    expect((await run(fleet)).fromCache).toBe(0);
    expect(contents(out)).toEqual(first);
    expect((await run(fleet)).fromCache).toBe(4);
  });

  it("never uses an entry whose list of files was changed", async () => {
    const fleet = environments(1);
    await run(fleet);
    const entries = readdirSync(cacheDirectory, { recursive: true, encoding: "utf8" });
    for (const name of entries.filter((entry) => entry.endsWith("entry.json"))) {
      const file = join(cacheDirectory, name);
      writeFileSync(file, readFileSync(file, "utf8").replace("cdk.tf.json", "other.json"));
    }
    expect((await run(fleet)).fromCache).toBe(0);
  });

  it("can be shared by runs at the same time", async () => {
    const fleet = environments(1);
    const outputs = ["a", "b", "c"].map((name) => join(root, name));
    await Promise.all(
      outputs.map((each) => synthesize(fleet, { root, out: each, cacheDirectory, toolkit: TOOLKIT })),
    );
    const [first, ...others] = outputs.map(contents);
    for (const other of others) expect(other).toEqual(first);
    expect((await run(fleet)).fromCache).toBe(4);
  });

  it("is no reason to fail where it cannot be written", async () => {
    const fleet = environments(1);
    writeFileSync(cacheDirectory, "a file, not a folder");
    expect((await run(fleet)).fromCache).toBe(0);
    expect(Object.keys(contents(out))).toHaveLength(5);
  });
});

describe("isCurrent", () => {
  const where = () => ({ root, out, cacheDirectory, toolkit: TOOLKIT });

  it("is true after a run, also beside what terraform init leaves", async () => {
    const fleet = environments(1);
    expect(isCurrent(fleet, where())).toBe(false);
    await synthesize(fleet, where());
    writeFileSync(join(out, "stacks", "team0000-production", ".terraform.lock.hcl"), "");
    expect(isCurrent(fleet, where())).toBe(true);
  });

  it.each([
    ["an environment is gone", (fleet: Fleet) => fleet.slice(1)],
    ["an environment changed", (fleet: Fleet) => fleet.map((one) => ({ ...one, region: "us-east-2" }))],
  ])("is false when %s", async (_what, change) => {
    const fleet = environments(1);
    await synthesize(fleet, where());
    expect(isCurrent(change(fleet), where())).toBe(false);
  });

  it.each([
    ["a stack's file was replaced", "stacks/team0000-production/cdk.tf.json"],
    ["a file was added to a stack", "stacks/team0000-production/more.tf.json"],
    ["the manifest is damaged", "manifest.json"],
  ])("is false when %s", async (_what, file) => {
    const fleet = environments(1);
    await synthesize(fleet, where());
    rmSync(join(out, file), { force: true });
    writeFileSync(join(out, file), "{}");
    expect(isCurrent(fleet, where())).toBe(false);
  });

  it("is false when the cache is damaged, though the output is the same file", async () => {
    const fleet = environments(1);
    await synthesize(fleet, where());
    for (const file of cachedFiles()) writeFileSync(file, "{}");
    expect(isCurrent(fleet, where())).toBe(false);
  });
});

describe("an interrupted run", () => {
  it("leaves the previous output, and nothing beside it", { timeout: 60_000 }, async () => {
    const fleet = environments(TEAMS);
    await synthesize(fleet.slice(0, 1), { root, out });
    const before = contents(out);
    const program = join(REPOSITORY, "cli", "teamstacks.cjs");
    const child = spawn(process.execPath, [program, "synth", "--no-cache", "--root", root, "--out", out]);
    await untilStaging();
    child.kill("SIGINT");
    await new Promise((done) => child.once("exit", done));
    expect(contents(out)).toEqual(before);
    expect(readdirSync(root).filter((name) => name.startsWith(".out"))).toEqual([]);
  });

  async function untilStaging(): Promise<void> {
    const staged = () =>
      readdirSync(root).some(
        (name) => name.startsWith(".out.staging") && existsSync(join(root, name, "stacks")),
      );
    while (!staged()) await new Promise((done) => setTimeout(done, 5));
  }
});
