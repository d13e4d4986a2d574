import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { check } from "../../cli/check";
import { type NewTeamOptions, newTeam } from "../../cli/new-team";
import { loadEnvironments } from "../../config/validate";
import { renderPlainYaml } from "../../templates/render";
import { yamlScalar } from "../../templates/yaml-scalar";
import { PLATFORM, TEAM } from "../support/config";
import { finished, teamstacks } from "../support/output";
import { temporaryRoot } from "../support/root";
import { stacksOf } from "../support/stacks";

const rooted = (files: Readonly<Record<string, string>> = {}) =>
  temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": TEAM, ...files });

const written = (root: string, team = "hello") => readFileSync(join(root, "teams", `${team}.yaml`), "utf8");

const created = (root: string, team = "hello", more: Partial<NewTeamOptions> = {}) =>
  finished(() => newTeam({ root, team, json: false, ...more }));

const EXPECTED = `# yaml-language-server: $schema=../schemas/team.schema.json
# Every key is explained in docs/team-file.md, and by an editor that reads the line above.
team: hello
# Groups that approve changes to this file.
owners: [hello]
environments:
  # Cheap and unprotected, to try things in. Others can say \`extends: development\` and what is different.
  development:
    class: development
    account: "444455556666"
    region: us-west-2
    network:
      # No other environment has any of it.
      ipv4Cidr: 10.21.0.0/16
      availabilityZones: [us-west-2a, us-west-2b]
    ingress:
      domain: hello-development.example.net
      zone: example.net
      # Nobody has these addresses, so nobody gets in: write those of your office or VPN.
      allow: [203.0.113.0/24, "2001:db8:42::/48"]
    services:
      web:
        image: nginx:1.29.3
        port: 80
`;

describe("teamstacks new team", () => {
  it("writes a file that checks, and prints its path and what comes next", () => {
    const root = rooted();
    const { exitCode, stdout, stderr } = created(root, "hello");
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${join(root, "teams", "hello.yaml")}\n` });
    expect(stderr).toContain("hello-development is in account 444455556666, us-west-2, with 10.21.0.0/16.");
    expect(stderr).toContain("npx teamstacks check");
    expect(written(root)).toBe(EXPECTED);
    expect(finished(() => check({ root, json: false }))).toMatchObject({
      exitCode: 0,
      stderr: "2 environments are fine\n",
    });
    expect([...stacksOf(root).keys()]).toEqual(["festa-production", "hello-development"]);
  });

  it("prints what it chose as JSON", () => {
    const root = rooted();
    const { stdout } = created(root, "hello", { json: true });
    expect(JSON.parse(stdout)).toMatchObject({
      stack: "hello-development",
      account: "444455556666",
      region: "us-west-2",
      ipv4Cidr: "10.21.0.0/16",
    });
  });

  it("gives the next team the next block", () => {
    const root = rooted();
    for (const name of ["one", "two", "three"]) created(root, name);
    const blocks = loadEnvironments(root).environments.map(({ network }) => network.ipv4Cidr);
    expect(blocks).toEqual(["10.20.0.0/16", "10.21.0.0/16", "10.23.0.0/16", "10.22.0.0/16"]);
  });

  it("takes the account and region asked for, and zones that are used there", () => {
    const platform = PLATFORM.replace(", regions: [us-west-2]", "");
    const abroad = TEAM.replaceAll("us-west-2a", "ap-northeast-1d").replaceAll(
      "us-west-2b",
      "ap-northeast-1c",
    );
    const root = rooted({
      "platform.yaml": platform,
      "teams/festa.yaml": abroad.replace("us-west-2", "ap-northeast-1"),
    });
    const place = { account: "111122223333", region: "ap-northeast-1" };
    expect(created(root, "hello", place)).toMatchObject({ exitCode: 0 });
    expect(loadEnvironments(root).environments[1]).toMatchObject({
      account: "111122223333",
      region: "ap-northeast-1",
      network: { availabilityZones: ["ap-northeast-1c", "ap-northeast-1d"] },
    });
  });

  it("leaves out zones that newer accounts do not see", () => {
    const root = rooted({
      "platform.yaml": PLATFORM.replace("regions: [us-west-2]", "regions: [ap-northeast-1]"),
    });
    created(root, "hello");
    expect(written(root)).toContain("availabilityZones: [ap-northeast-1a, ap-northeast-1c]");
  });

  it("goes where there is room", () => {
    const platform = PLATFORM.replace("regions: [us-west-2]", "regions: [us-west-2], quotas: { vpcs: 0 }");
    const root = rooted({ "platform.yaml": platform });
    created(root, "hello");
    expect(written(root)).toContain('account: "111122223333"');
  });

  it("works in an empty fleet without zones, and writes the tags that are asked for", () => {
    const platform = `organization: example\naccounts:\n  "111122223333": { name: all }\nrequiredTags: ["cost:center", team]\n`;
    const root = temporaryRoot({ "platform.yaml": platform, "teams/README.md": "" });
    expect(created(root, "hello")).toMatchObject({ exitCode: 0 });
    expect(parse(written(root)).environments.development).toMatchObject({
      region: "us-east-1",
      network: { ipv4Cidr: "10.0.0.0/16" },
      tags: { "cost:center": "hello" },
      services: { web: { image: "nginx:1.29.3" } },
    });
    expect(written(root)).not.toContain("ingress");
  });

  it.each([
    ["Hello", "is not a name in lower-case letters"],
    ["a".repeat(25), "is longer than 24 characters"],
    ["aws", 'The team name "aws" is reserved.'],
    ["festa", '"festa" is taken: team festa has the stack festa-production.'],
    ["../x", "is not a name in lower-case letters"],
  ])("refuses the name %s", (name, why) => {
    const root = rooted();
    const { exitCode, stdout, stderr } = created(root, name);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(why);
  });

  it("refuses a name that gives a stack of another team", () => {
    const root = rooted({ "teams/festa.yaml": TEAM.replace("  production:", "  a-development:") });
    const { exitCode, stderr } = created(root, "festa-a");
    expect(exitCode).toBe(1);
    expect(stderr).toContain('"festa-a" is taken: team festa has the stack festa-a-development.');
  });

  it("refuses a file that exists, and leaves it as it is", () => {
    const root = rooted({ "teams/hello.yaml": "team: hello\nowners: [x]\nenvironments: {}\n" });
    const { exitCode, stderr } = created(root, "hello");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("hello.yaml exists already.");
    expect(written(root)).toContain("environments: {}");
  });

  it.each([
    [
      { account: "444455556667" },
      'There is no account "444455556667" in platform.yaml. Did you mean "444455556666"?',
    ],
    [{ account: "777788889999" }, "Account live is not for class development, but for production."],
    [{ region: "us-west-3" }, '"us-west-3" is not a commercial AWS region. Did you mean'],
    [
      { account: "444455556666", region: "eu-west-1" },
      "eu-west-1 is not a region of account sandbox, but us-west-2.",
    ],
  ])("refuses %j", (options, why) => {
    const platform = PLATFORM.replace(
      "accounts:\n",
      'accounts:\n  "777788889999": { name: live, classes: [production] }\n',
    );
    const root = rooted({ "platform.yaml": platform });
    const { exitCode, stderr } = created(root, "hello", options);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(why);
    expect(existsSync(join(root, "teams", "hello.yaml"))).toBe(false);
  });

  it("takes the file back when it would break a quota", () => {
    const platform = PLATFORM.replaceAll("{ name:", "{ quotas: { vpcs: 1 }, name:").replace(
      "sandbox,",
      "sandbox,",
    );
    const root = rooted({ "platform.yaml": platform });
    expect(created(root, "one")).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = created(root, "two");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("quotas.vpcs: allows 1 VPCs in us-west-2 of account sandbox");
    expect(existsSync(join(root, "teams", "two.yaml"))).toBe(false);
  });

  it("fails beside files with errors", () => {
    const root = rooted({ "teams/broken.yaml": "team: [" });
    const { exitCode, stderr } = created(root, "hello");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("teams/broken.yaml");
  });

  it("is a command line", () => {
    const root = rooted();
    const options = ["--root", root, "--account", "111122223333", "--region", "eu-west-1"];
    const { exitCode, stdout } = teamstacks("new", "team", "hello", ...options);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${join(root, "teams", "hello.yaml")}\n` });
    expect(written(root)).toContain("region: eu-west-1");
    expect(teamstacks("new", "team", "hello", "--root", root)).toMatchObject({ exitCode: 1, stdout: "" });
  });

  it.each([[["new"]], [["new", "team"]], [["new", "teem", "hello"]], [["new", "team", "a", "b"]]])(
    "refuses the command line %j",
    (words) => {
      expect(teamstacks(...words)).toMatchObject({ exitCode: 2, stdout: "" });
    },
  );
});

describe("text in a YAML template", () => {
  it("is the same text when it is read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parse(`[${yamlScalar(text)}]`)).toEqual([text]);
        expect(parse(`key: ${yamlScalar(text)}`)).toEqual({ key: text });
      }),
    );
  });

  it.each(["true", "no", "null", "1.10", "0x1F", "444455556666", "", "~", "2026-11-21", "a: b", "- a", "#a"])(
    "is quoted where %j would be something else",
    (text) => {
      expect(yamlScalar(text)).toBe(text === "2026-11-21" ? text : JSON.stringify(text));
    },
  );

  it("refuses data that lacks what the template asks for", () => {
    expect(() => renderPlainYaml("team", {})).toThrow(/team/);
  });
});
