import { describe, expect, it } from "vitest";
import { ConfigError, formatProblem, inFileOrder, type Problem } from "../../config/problem";
import { matches } from "../../config/selection";
import { loadEnvironments } from "../../config/validate";
import { changed, PLATFORM, TEAM, validated } from "../support/config";
import { temporaryRoot } from "../support/root";

describe("loadEnvironments", () => {
  const root = (team: string) => temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team });

  it("gives the environments whose stack matches", () => {
    expect(loadEnvironments(root(TEAM)).environments.map(({ stack }) => stack)).toEqual(["festa-production"]);
    expect(loadEnvironments(root(TEAM), { only: ["festa-*"] }).environments).toHaveLength(1);
    expect(loadEnvironments(root(TEAM), { only: ["other-*"] }).environments).toEqual([]);
  });

  it("refuses a root with problems by one error that holds them all", () => {
    const broken = root(changed("us-west-2b", "us-west-2x", changed("10.20.0.0/16", "10.20.0.5/16")));
    try {
      loadEnvironments(broken);
      expect.fail("nothing was thrown");
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as ConfigError).problems).toHaveLength(2);
      expect((error as ConfigError).message.split("\n")).toHaveLength(2);
    }
  });
});

describe("patterns", () => {
  it.each([
    ["festa-*", true],
    ["*", true],
    ["*-production", true],
    ["festa-production", true],
    ["festa", false],
    ["festa.production", false],
    ["f?sta-*", false],
  ])("%s", (pattern, is) => expect(matches("festa-production", [pattern])).toBe(is));
});

describe("the result", () => {
  it("is the same whatever the order of keys in the file", () => {
    const moved = TEAM.replace(
      "        image: example/app:1.0.0\n        port: 8080\n",
      "        port: 8080\n        image: example/app:1.0.0\n",
    );
    expect(JSON.stringify(validated(moved).environments)).toBe(JSON.stringify(validated(TEAM).environments));
  });

  it("carries the platform's state, IAM path and tags", () => {
    const platform = `${PLATFORM}state: { backend: s3, bucket: a-state, region: us-west-2, prefix: /infra/ }\niam: { path: /teams/ }\n`;
    expect(validated(TEAM, platform).environments?.[0]).toMatchObject({
      state: { backend: "s3", bucket: "a-state", region: "us-west-2", prefix: "infra/", kmsKey: undefined },
      iam: { path: "/teams/", permissionsBoundary: undefined },
      tags: { environment: "production", "managed-by": "teamstacks", organization: "example", team: "festa" },
    });
    const cloud = `${PLATFORM}state: { backend: cloud, organization: example }\n`;
    expect(validated(TEAM, cloud).environments?.[0]?.state).toEqual({
      backend: "cloud",
      organization: "example",
      hostname: "app.terraform.io",
      project: undefined,
    });
  });
});

describe("problems", () => {
  const problem: Problem = {
    severity: "error",
    file: "teams/festa.yaml",
    line: 9,
    column: 17,
    path: "environments.production.network.ipv4Cidr",
    message: 'host bits are set; got "10.20.0.5/16"',
    fix: 'Write "10.20.0.0/16".',
  };

  it("read as documented", () => {
    expect(formatProblem(problem)).toBe(
      'teams/festa.yaml:9:17 environments.production.network.ipv4Cidr: host bits are set; got "10.20.0.5/16". Write "10.20.0.0/16".',
    );
  });

  it("come in file order, each once", () => {
    const [first, second] = [
      { ...problem, line: 2 },
      { ...problem, line: 10 },
    ];
    expect(inFileOrder([second, first, { ...second }])).toEqual([first, second]);
  });
});
