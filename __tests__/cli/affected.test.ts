import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { stringify } from "yaml";
import { runSynth } from "../../cli/affected/run-synth";
import { PLATFORM, TEAM } from "../support/config";
import { teamstacks } from "../support/output";
import { TemporaryRepository } from "../support/repository";
import { temporaryRoot } from "../support/root";

const LOCK = (version: string) =>
  `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n}\n`;

const stack = (content: string, path = "a") => JSON.stringify({ "//": { path }, locals: { content } });

/** An output with the given stacks. */
function output(stacks: Readonly<Record<string, string>>): string {
  const files = Object.entries(stacks).map(([name, text]) => [`stacks/${name}/cdk.tf.json`, text]);
  return temporaryRoot({ "manifest.json": "{}", ...Object.fromEntries(files) });
}

describe("teamstacks affected, of two outputs", () => {
  const base = () => output({ gone: stack("1"), same: stack("1"), edited: stack("1"), moved: stack("1") });
  const head = () =>
    output({ fresh: stack("1"), same: stack("1"), edited: stack("2"), moved: stack("1", "b") });

  it("lists what differs", () => {
    expect(teamstacks("affected", "--base", base(), "--head", head())).toEqual({
      exitCode: 0,
      stdout: "changed edited: configuration\nadded fresh\nremoved gone\nmetadata-only moved\n",
      stderr: "1 added, 1 changed, 1 removed, 1 metadata-only; 1 unchanged\n",
    });
  });

  it("prints JSON, and a matrix on one line", () => {
    const [one, other] = [base(), head()];
    const { stdout } = teamstacks("affected", "--base", one, "--head", other, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      base: one,
      head: other,
      stacks: [{ stack: "edited", status: "changed", parts: ["configuration"] }, {}, {}, {}],
      unchanged: 1,
    });
    const matrix = teamstacks("affected", "--base", one, "--head", other, "--matrix", "--batch", "5");
    expect(matrix.stdout).toBe(
      '{"include":[{"batch":1,"stacks":"edited fresh","action":"plan"},{"batch":2,"stacks":"gone","action":"destroy"}]}\n',
    );
  });

  it("writes the outputs of a step", () => {
    const file = join(temporaryRoot({ output: "before=1\n" }), "output");
    process.env.GITHUB_OUTPUT = file;
    try {
      const { exitCode } = teamstacks("affected", "--base", base(), "--head", head(), "--github-output");
      expect(exitCode).toBe(0);
    } finally {
      Reflect.deleteProperty(process.env, "GITHUB_OUTPUT");
    }
    const [before, matrix = "", ...others] = readFileSync(file, "utf8").split("\n");
    expect(before).toBe("before=1");
    expect(JSON.parse(matrix.replace(/^matrix=/, "")).include).toHaveLength(3);
    expect(others).toEqual(["any=true", "count=3", "removed=gone", ""]);
  });

  it("counts assets and a lock file, and nothing that Terraform leaves behind", () => {
    const one = output({ a: stack("1"), b: stack("1"), c: stack("1") });
    const other = output({ a: stack("1"), b: stack("1"), c: stack("1") });
    const put = (file: string, text: string) => writeFileSync(join(other, "stacks", file), text);
    mkdirSync(join(other, "stacks", "a", "assets"));
    put("a/assets/code.zip", "bytes");
    put("b/.terraform.lock.hcl", LOCK("5.100.0"));
    mkdirSync(join(other, "stacks", "c", ".terraform"));
    for (const name of [".terraform/x", "tfplan", "c.tfstate", "c.tfstate.backup", "a.tfplan"])
      put(`c/${name}`, "x");
    const { stdout } = teamstacks("affected", "--base", one, "--head", other);
    expect(stdout).toBe("changed a: assets\nchanged b: lock\n");
  });

  it("refuses a stack that holds a link", () => {
    const one = output({ a: stack("1") });
    symlinkSync("/etc/hostname", join(one, "stacks", "a", "link"));
    const { exitCode, stdout, stderr } = teamstacks("affected", "--base", one, "--head", one);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("is a link");
  });

  it.each([
    [["--head", "."], 2, "--base"],
    [["--base", "no-such-thing"], 1, "no commit here"],
    [["--base", "--upload-pack=x"], 1, "no commit here"],
    [["--base", "HEAD", "--max-jobs", "1"], 2, "2 to 256"],
    [["--base", "HEAD", "--batch", "0"], 2, "whole number"],
  ])("refuses %j", (words, exitCode, message) => {
    const result = teamstacks("affected", ...words);
    expect({ exitCode: result.exitCode, stdout: result.stdout }).toEqual({ exitCode, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  it("refuses --github-output outside of GitHub Actions", () => {
    const one = base();
    expect(teamstacks("affected", "--base", one, "--head", one, "--github-output")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("GITHUB_OUTPUT"),
    });
  });
});

describe("teamstacks affected, of commits", { timeout: 120_000 }, () => {
  const OTHER = TEAM.replace("team: festa", "team: other")
    .replace("10.20.", "10.30.")
    .replace("festa.ex", "other.ex");
  const repository = () =>
    new TemporaryRepository({
      "live/platform.yaml": PLATFORM,
      "live/teams/festa.yaml": TEAM,
      "live/teams/other.yaml": OTHER,
    });
  const affected = ({ folder }: TemporaryRepository, ...words: string[]) =>
    teamstacks("affected", "--root", join(folder, "live"), ...words);

  it("follows a team file through its life, and leaves nothing behind", () => {
    const one = repository();
    const first = one.commit("two teams");
    one.replace("live/teams/festa.yaml", "app:1.0.0", "app:1.1.0");
    const second = one.commit("a new image");
    one.write("README.md", "words");
    one.write("live/teams/festa.yaml", `# a comment\n${TEAM.replace("app:1.0.0", "app:1.1.0")}`);
    const third = one.commit("words");
    one.remove("live/teams/other.yaml");

    expect(affected(one, "--base", first, "--head", second).stdout).toBe(
      "changed festa-production: configuration\n",
    );
    expect(affected(one, "--base", second, "--head", third)).toMatchObject({ exitCode: 0, stdout: "" });
    expect(affected(one, "--base", "HEAD").stdout).toBe("removed other-production\n");
    expect(affected(one, "--base", third, "--head", first).stdout).toBe(
      "changed festa-production: configuration\n",
    );

    expect(one.git("worktree", "list").trim().split("\n")).toHaveLength(1);
    expect(one.git("status", "--porcelain").trim()).toBe("D live/teams/other.yaml");
    expect(readdirSync(join(one.folder, "live")).sort()).toEqual(["platform.yaml", "teams"]);
  });

  it("starts where the branches parted", () => {
    const one = repository();
    one.commit("two teams");
    one.git("switch", "--quiet", "--create", "branch");
    one.replace("live/teams/festa.yaml", "app:1.0.0", "app:1.1.0");
    one.commit("on the branch");
    one.git("switch", "--quiet", "main");
    one.replace("live/teams/other.yaml", "app:1.0.0", "app:2.0.0");
    one.commit("meanwhile");
    const words = ["--base", "main", "--head", "branch"];
    expect(affected(one, ...words).stdout).toMatch(/festa.*\n.*other/);
    expect(affected(one, ...words, "--merge-base").stdout).toBe("changed festa-production: configuration\n");
    const refused = affected(one, "--base", join(one.folder, "live"), "--merge-base");
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--merge-base needs") });
  });

  it("finds that the shared lock file changed", () => {
    const one = repository();
    one.write("live/.terraform.lock.hcl", LOCK("5.100.0"));
    const first = one.commit("locked");
    one.write("live/.terraform.lock.hcl", `# newer\n${LOCK("5.100.0")}`);
    one.commit("a comment");
    expect(affected(one, "--base", first).stdout).toBe("");
    one.write("live/.terraform.lock.hcl", LOCK("6.0.0"));
    expect(affected(one, "--base", first).stdout).toBe(
      "changed festa-production: lock\nchanged other-production: lock\n",
    );
  });

  it("runs no hook of the repository", () => {
    const one = repository();
    const first = one.commit("two teams");
    const trace = join(one.folder, "trace");
    writeFileSync(join(one.folder, ".git", "hooks", "post-checkout"), `#!/bin/sh\ntouch ${trace}\n`, {
      mode: 0o755,
    });
    expect(affected(one, "--base", first).exitCode).toBe(0);
    expect(existsSync(trace)).toBe(false);
  });

  it("gives no credentials to the code that it runs", async () => {
    const script = `require("node:fs").writeFileSync(process.argv[6], JSON.stringify(process.env))`;
    const toolkit = temporaryRoot({ "cli/teamstacks.cjs": script });
    const out = join(toolkit, "env.json");
    const secrets = [
      "AWS_ACCESS_KEY_ID",
      "GITHUB_TOKEN",
      "ACTIONS_ID_TOKEN_REQUEST_URL",
      "DB_PASSWORD",
      "GITHUB_OUTPUT",
    ];
    for (const name of [...secrets, "HARMLESS"]) vi.stubEnv(name, "value");
    await runSynth({ toolkit, root: toolkit, out, what: "it" });
    vi.unstubAllEnvs();
    const seen = Object.keys(JSON.parse(readFileSync(out, "utf8")));
    expect(seen).toEqual(expect.arrayContaining(["HARMLESS", "PATH"]));
    expect(seen.filter((name) => secrets.includes(name))).toEqual([]);
  });

  it("fails with the problems of a commit that is not valid", () => {
    const one = repository();
    const first = one.commit("two teams");
    one.replace("live/teams/festa.yaml", "10.20.0.0/16", "10.20.0.5/16");
    const { exitCode, stdout, stderr } = affected(one, "--base", first);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("cannot be synthesized");
    expect(stderr).toContain("host bits are set");
  });
});

function block(index: number): string {
  return `10.${Math.floor(index / 16)}.${(index % 16) * 16}.0/20`;
}

function accountOf(team: number): string {
  return String(100_000_000_000 + team);
}

/** So many teams, four environments each, with a network and a service; the first ten teams have a file system too. */
function fleet(teams: number): Record<string, string> {
  const environments = ["production", "staging", "rehearsal", "development"];
  const files = Array.from({ length: teams }, (_, index) => {
    const team = `team${String(index).padStart(2, "0")}`;
    const environment = (name: string, at: number) => ({
      class: name === "rehearsal" ? "staging" : name,
      account: accountOf(index),
      region: "us-west-2",
      network: {
        ipv4Cidr: block(index * 4 + at),
        availabilityZones: ["us-west-2a", "us-west-2b"],
      },
      ...(index < 10 ? { files: {} } : {}),
      services: { worker: { image: "example/worker:1.0.0" } },
    });
    const document = {
      team,
      owners: [team],
      environments: Object.fromEntries(environments.map((name, at) => [name, environment(name, at)])),
    };
    return [`teams/${team}.yaml`, stringify(document)];
  });
  return Object.fromEntries(files);
}

describe("teamstacks affected, with the code of each commit", { timeout: 600_000 }, () => {
  it("finds exactly the 40 of 300 stacks that use a shared module", () => {
    const accounts = Array.from({ length: 75 }, (_, index) => [
      accountOf(index),
      { name: `account${index}` },
    ]);
    const platform = stringify({ organization: "example", accounts: Object.fromEntries(accounts) });
    const one = new TemporaryRepository({ "platform.yaml": platform, ...fleet(75) });
    one.addToolkit();
    const first = one.commit("300 stacks");
    one.replace("modules/storage/shared-files.ts", "-files`", "-shared-files`");
    const second = one.commit("a shared module");
    one.write("README.md", "words");
    one.replace("modules/storage/shared-files.ts", "export class", "// A comment.\nexport class");
    const third = one.commit("words");

    const result = one.teamstacks("affected", "--base", first, "--head", second, "--json");
    expect(result.stderr).toBe("40 changed; 260 unchanged\n");
    const module = JSON.parse(result.stdout);
    const users = Array.from({ length: 10 }, (_, team) =>
      ["development", "production", "rehearsal", "staging"].map((name) => `team0${team}-${name}`),
    ).flat();
    expect(module.stacks.map(({ stack }: { stack: string }) => stack)).toEqual(users);
    expect(module.unchanged).toBe(260);

    const words = one.teamstacks("affected", "--base", second, "--head", third);
    expect(words).toEqual({ exitCode: 0, stdout: "", stderr: "nothing changed; 300 unchanged\n" });
  });
});
