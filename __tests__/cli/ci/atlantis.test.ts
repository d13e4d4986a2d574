import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { atlantis } from "../../../cli/ci";
import { atlantisProjects } from "../../../cli/ci/atlantis-projects";
import { finished } from "../../support/output";
import { temporaryRoot } from "../../support/root";

const PRODUCTION = "111122223333";

/** An output of 300 environments and two platform stacks. */
function output(dependencies: Readonly<Record<string, readonly string[]>> = {}): string {
  const root = temporaryRoot({});
  const teams = Array.from(
    { length: 300 },
    (_, index) => `team-${String(index).padStart(3, "0")}-production`,
  );
  const stacks = ["platform", "platform-sandbox", ...teams];
  for (const stack of stacks) {
    mkdirSync(join(root, "ci", "stacks", stack), { recursive: true });
    const account = stack === "platform-sandbox" ? "444455556666" : PRODUCTION;
    const json = { provider: { aws: [{ allowed_account_ids: [account] }] } };
    writeFileSync(join(root, "ci", "stacks", stack, "cdk.tf.json"), JSON.stringify(json));
  }
  const entries = stacks.map((name) => [name, { name, dependencies: dependencies[name] ?? [] }]);
  writeFileSync(join(root, "ci", "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(entries) }));
  return root;
}

function run(root: string, stacks?: readonly { stack: string; status: string }[]) {
  const affected = stacks && join(root, "affected.json");
  if (affected !== undefined) writeFileSync(affected, JSON.stringify({ schema: 1, stacks }));
  const out = join(root, "atlantis.yaml");
  const result = finished(() => atlantis({ root, json: false, affected, stacks: join(root, "ci"), out }));
  return { ...result, text: () => readFileSync(out, "utf8"), yaml: () => parse(readFileSync(out, "utf8")) };
}

const changed = (stack: string) => ({ stack, status: "changed" });

describe("teamstacks atlantis", () => {
  it("makes one project of one changed stack among three hundred", () => {
    const root = output();
    const { exitCode, yaml, text } = run(root, [changed("team-007-production")]);
    expect(exitCode).toBe(0);
    expect(yaml()).toMatchObject({ version: 3, autodiscover: { mode: "disabled" } });
    expect(yaml().projects).toEqual([
      {
        name: "team-007-production",
        dir: "ci/stacks/team-007-production",
        workspace: "default",
        autoplan: { enabled: true, when_modified: ["cdk.tf.json", "assets/**", ".terraform.lock.hcl"] },
        execution_order_group: 0,
        apply_requirements: ["approved", "mergeable", "undiverged"],
        workflow: "teamstacks",
      },
    ]);
    expect(run(root, [changed("team-007-production")]).text()).toBe(text());
  });

  it("applies a platform stack before the environments of its account", () => {
    const names = ["platform", "platform-sandbox", "team-007-production"];
    const { projects } = run(output(), names.map(changed)).yaml();
    expect(
      projects.map(({ execution_order_group: group }: { execution_order_group: number }) => group),
    ).toEqual([0, 0, 1]);
    expect(projects[2].depends_on).toEqual(["platform"]);
  });

  it("lists every project that another depends on, and says what it leaves out", () => {
    const root = output({ "team-007-production": ["team-001-production", "team-002-production"] });
    const { yaml, stderr } = run(root, [changed("team-007-production"), changed("team-001-production")]);
    expect(yaml().projects[1].depends_on).toEqual(["team-001-production"]);
    expect(stderr).toContain(
      "team-007-production depends on team-002-production, which this change does not touch.",
    );
  });

  it("makes no project of what is gone or has only other comments, and says so", () => {
    const stacks = [
      { stack: "team-999-production", status: "removed" },
      { stack: "team-001-production", status: "metadata-only" },
    ];
    const { yaml, stderr } = run(output(), stacks);
    expect(yaml().projects).toEqual([]);
    expect(stderr).toContain("team-999-production is removed");
  });

  it("makes a project of every stack when nothing is said to have changed", () => {
    expect(run(output()).yaml().projects).toHaveLength(302);
  });

  it("refuses a changed stack that the output does not hold", () => {
    const { exitCode, stderr } = run(output(), [changed("team-999-production")]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("does not hold team-999-production");
  });

  it("refuses stacks that need each other", () => {
    const stack = (name: string, other: string) => ({
      stack: name,
      account: undefined,
      dependencies: [other],
    });
    const both = [stack("a", "b"), stack("b", "a")];
    expect(() => atlantisProjects(both, new Set(["a", "b"]), "ci")).toThrow("a → b → a need each other");
  });
});
