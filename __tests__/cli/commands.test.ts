import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PLATFORM, TEAM } from "../support/config";
import { temporaryRoot } from "../support/root";
import { REPOSITORY } from "../support/stacks";

const BROKEN = TEAM.replace("team: festa", "team: broken")
  .replace("festa.example", "broken.example")
  .replace("10.20.0.0/16", "10.20.0.5/16");
const OTHER = TEAM.replace("team: festa", "team: other").replace("festa.example", "other.example");
const APART = OTHER.replace("10.20.0.0/16", "10.21.0.0/16");

function teamstacks(...args: string[]) {
  const program = join(REPOSITORY, "cli", "teamstacks.cjs");
  const env = { ...process.env, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

function root(files: Record<string, string> = {}): string {
  return temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": TEAM, ...files });
}

describe("teamstacks check", () => {
  it("exits 0 and prints nothing on standard output when all is well", () => {
    const { status, stdout, stderr } = teamstacks("check", "--root", root());
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "1 environment is fine\n" });
  });

  it("fails with the place of each problem", () => {
    const { status, stderr } = teamstacks("check", "--root", root({ "teams/broken.yaml": BROKEN }));
    expect(status).toBe(1);
    expect(stderr).toContain(
      "teams/broken.yaml:9:17 environments.production.network.ipv4Cidr: host bits are set",
    );
    expect(stderr).toMatch(/\d+ errors?; nothing was written\n$/);
  });

  it("prints data as JSON, and talk elsewhere", () => {
    const { status, stdout } = teamstacks("check", "--json", "--root", root());
    expect(JSON.parse(stdout)).toEqual({ stacks: ["festa-production"], problems: [] });
    expect(status).toBe(0);
  });

  it("leaves other teams' mistakes aside with --only", () => {
    const two = root({ "teams/broken.yaml": BROKEN });
    expect(teamstacks("check", "--root", two, "--only", "festa-*").status).toBe(0);
    expect(teamstacks("check", "--root", two, "--only", "broken-*").status).toBe(1);
  });

  it("fails when --only matches nothing", () => {
    const { status, stderr } = teamstacks("check", "--root", root(), "--only", "nobody-*");
    expect(status).toBe(1);
    expect(stderr).toBe("No stack has a name like nobody-*.\n");
  });

  it("fails with --only for both sides of a collision", () => {
    const clashing = root({ "teams/other.yaml": OTHER });
    expect(teamstacks("check", "--root", clashing, "--only", "festa-*").status).toBe(1);
    expect(teamstacks("check", "--root", clashing, "--only", "other-*").status).toBe(1);
  });

  it("fails without a trace where there is no root", () => {
    const { status, stderr } = teamstacks("check", "--root", "/nowhere");
    expect(status).toBe(1);
    expect(stderr).toContain("platform.yaml");
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe("teamstacks synth", () => {
  it("writes every stack, and says so on standard error", () => {
    const folder = root();
    const { status, stdout, stderr } = teamstacks(
      "synth",
      "--root",
      folder,
      "--out",
      join(folder, "out"),
      "--no-cache",
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toBe(`1 stack written to ${join(folder, "out")}\n`);
    expect(existsSync(join(folder, "out/stacks/festa-production/cdk.tf.json"))).toBe(true);
  });

  it("leaves the previous output as it was when a file is wrong", () => {
    const folder = root();
    const out = join(folder, "out");
    teamstacks("synth", "--root", folder, "--out", out);
    const before = readFileSync(join(out, "manifest.json"), "utf8");
    writeFileSync(join(folder, "teams/broken.yaml"), BROKEN);
    expect(teamstacks("synth", "--root", folder, "--out", out).status).toBe(1);
    expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe(before);
  });

  it.each([["."], ["teams"]])("refuses to replace %s", (name) => {
    const folder = root();
    const { status, stderr } = teamstacks("synth", "--root", folder, "--out", join(folder, name));
    expect(status).toBe(1);
    expect(stderr).toContain("cannot be the output folder");
    expect(existsSync(join(folder, "teams/festa.yaml"))).toBe(true);
  });

  it("writes only what --only names, beside what is there", () => {
    const folder = root({ "teams/other.yaml": APART });
    const out = join(folder, "out");
    teamstacks("synth", "--root", folder, "--out", out);
    writeFileSync(join(folder, "teams/other.yaml"), "team: [");
    const { status } = teamstacks("synth", "--root", folder, "--out", out, "--only", "festa-*");
    expect(status).toBe(0);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(manifest.stacks)).toEqual(["festa-production", "other-production"]);
  });
});

describe("teamstacks explain", () => {
  it("names the file and line that set a key", () => {
    const { status, stdout } = teamstacks(
      "explain",
      "festa",
      "production",
      "network.ipv4Cidr",
      "--root",
      root(),
    );
    expect(status).toBe(0);
    expect(stdout).toBe('network.ipv4Cidr: "10.20.0.0/16"  # environment production teams/festa.yaml:9:17\n');
  });

  it("fails with a suggestion", () => {
    const { status, stderr } = teamstacks("explain", "festa", "prodution", "--root", root());
    expect(status).toBe(1);
    expect(stderr).toContain('Did you mean "production"?');
  });
});

describe("teamstacks runbook", () => {
  it("prints how to operate an environment", () => {
    const { status, stdout } = teamstacks("runbook", "festa-production", "--root", root());
    expect(status).toBe(0);
    expect(stdout).toContain("# Runbook: festa-production");
    expect(stdout).toContain("https://festa.example.net");
    expect(stdout).toContain("cluster `festa-production-db`, schema `app`");
    expect(stdout).toContain("`protect: false`");
  });

  it("fails with the stacks there are", () => {
    const { status, stderr } = teamstacks("runbook", "nobody", "--root", root());
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'There is no stack "nobody". There are: festa-production.\n',
    });
  });
});

describe("a wrong command line", () => {
  it.each([["bogus"], ["check", "--wat"], ["explain", "festa"], ["sandbox", "fly"]])(
    "fails with 2: %s",
    (...args) => {
      expect(teamstacks(...args).status).toBe(2);
    },
  );
});
