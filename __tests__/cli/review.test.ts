import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { teamstacks } from "../support/output";
import { planBytes } from "../support/plan-json";
import { realPlan } from "../support/real-plan";
import { temporaryRoot } from "../support/root";
import { requireTool } from "../support/terraform";

const CREATE = planBytes([{ address: "made_thing.a", after: { size: 1 } }]);
const DELETE = planBytes([{ type: "aws_s3_bucket", address: "aws_s3_bucket.logs", before: { bucket: "b" } }]);
const NOTHING = planBytes([]);

describe("teamstacks review", () => {
  const folder = (files: Readonly<Record<string, string | Uint8Array>>) => temporaryRoot(files);
  const plans = () =>
    folder({ "create.json": CREATE, "delete.json": DELETE, "nothing.json": NOTHING, "bad.json": "{" });

  it.each([
    [["nothing.json"], 0],
    [["create.json"], 2],
    [["create.json", "nothing.json"], 2],
    [["delete.json", "create.json"], 3],
    [["bad.json", "delete.json"], 1],
    [["absent.json"], 1],
  ])("ends %j with %i", (files, exitCode) => {
    const root = plans();
    expect(teamstacks("review", ...files.map((file) => join(root, file))).exitCode).toBe(exitCode);
  });

  it("prints Markdown, HTML, JSON and SARIF", () => {
    const file = join(plans(), "delete.json");
    expect(teamstacks("review", file).stdout).toMatch(/^## Plan review: 1 stack needs approval\n/);
    expect(teamstacks("review", file, "--format", "html").stdout).toMatch(/^<!doctype html>/);
    expect(JSON.parse(teamstacks("review", file, "--format", "sarif").stdout)).toMatchObject({
      version: "2.1.0",
    });
    const { stdout } = teamstacks("review", file, "--json");
    expect(JSON.parse(stdout)).toMatchObject([{ schema: 1, stack: "delete", verdict: "approval" }]);
    expect(teamstacks("review", file, "--format", "json").stdout).toBe(stdout);
  });

  it("writes a file of each stack, which can be joined again later", () => {
    const root = plans();
    const out = join(root, "reviews");
    teamstacks("review", join(root, "create.json"), join(root, "delete.json"), "--out", out);
    const files = readdirSync(out);
    expect(files).toEqual(["create.review.json", "delete.review.json"]);
    const joined = teamstacks("review", ...files.map((file) => join(out, file)));
    expect(joined.exitCode).toBe(3);
    expect(joined.stdout).toMatch(/^## Plan review: 1 stack needs approval, 1 changes\n/);
  });

  it("takes the name of a stack from its folder, or from --stack, which cannot lead out of --out", () => {
    const root = folder({ "stacks/festa-production/tfplan.json": CREATE });
    const file = join(root, "stacks/festa-production/tfplan.json");
    expect(JSON.parse(teamstacks("review", file, "--json").stdout)).toMatchObject([
      { stack: "festa-production" },
    ]);
    teamstacks("review", file, "--stack", "../../x", "--out", join(root, "out"));
    expect(readdirSync(join(root, "out"))).toEqual(["__.._x.review.json"]);
  });

  it("reads a plan from standard input", () => {
    const script = join(__dirname, "..", "..", "cli", "teamstacks.cjs");
    const words = [script, "review", "-", "--stack", "piped", "--json"];
    const { status, stdout } = spawnSync(process.execPath, words, { input: CREATE, encoding: "utf8" });
    expect([status, JSON.parse(stdout)[0].stack]).toEqual([2, "piped"]);
  });

  it("shows a saved plan by terraform, in the plan's folder", (context) => {
    requireTool(context, "terraform-program");
    const { file } = realPlan({ to: 'resource "terraform_data" "a" { input = "x" }' });
    const { exitCode, stdout } = teamstacks("review", file, "--stack", "real");
    expect(exitCode).toBe(2);
    expect(stdout).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
  });

  it("takes settings, reports of other tools, provenance and constructs", () => {
    const stack = JSON.stringify({
      resource: { aws_s3_bucket: { logs: { "//": { metadata: { path: "delete/storage/logs" } } } } },
    });
    const root = folder({
      "delete.json": DELETE,
      "cdk.tf.json": stack,
      "settings.yaml": "rules: { stateful-delete: info }",
      "checkov.json": JSON.stringify({
        results: { failed_checks: [{ check_id: "CKV_1", resource: "aws_s3_bucket.logs" }] },
      }),
      "provenance.json": JSON.stringify({ stack: "delete", owners: ["web"], team: "festa" }),
    });
    const [plan, settings, checkov, provenance] = [
      "delete.json",
      "settings.yaml",
      "checkov.json",
      "provenance.json",
    ].map((file) => join(root, file));
    const words = ["review", plan ?? "", "--json", "--config", settings ?? "", "--checkov", checkov ?? ""];
    const [plain] = JSON.parse(teamstacks(...words).stdout);
    expect(
      plain.findings.map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity]),
    ).toEqual([
      ["CKV_1", "warn"],
      ["stateful-delete", "info"],
    ]);
    expect(plain.changes[0].source).toEqual({ path: "storage/logs" });
    const [owned] = JSON.parse(teamstacks(...words, "--provenance", provenance ?? "").stdout);
    expect(owned.owner).toEqual({ team: "festa", owners: ["web"] });
  });

  it("makes the Markdown as short as it is told", () => {
    const many = planBytes(
      Array.from({ length: 500 }, (_, at) => ({ address: `made_thing.n${at}`, after: { a: 1 } })),
    );
    const root = folder({ "many.json": many });
    const { stdout } = teamstacks("review", join(root, "many.json"), "--max-bytes", "3000");
    expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(3000);
  });

  it("fails with the stack's name and no secret where a plan is broken", () => {
    const root = folder({ "broken.json": "token=abcdefghijklmnop {" });
    const { stdout, stderr } = teamstacks("review", join(root, "broken.json"));
    expect(stdout).toContain("### `broken`: ❌ failed");
    expect(stderr).toContain("Give a plan file");
    expect(stdout + stderr).not.toContain("abcdefghijklmnop");
  });

  it("refuses a wrong command line", () => {
    const root = plans();
    const [create, other] = [join(root, "create.json"), join(root, "delete.json")];
    expect(teamstacks("review").exitCode).toBe(2);
    expect(teamstacks("review", create, other, "--stack", "x").exitCode).toBe(2);
    expect(teamstacks("review", create, create).exitCode).toBe(2);
    expect(teamstacks("review", create, "--format", "pdf").exitCode).toBe(2);
    expect(teamstacks("review", create, "--max-bytes", "3").exitCode).toBe(2);
  });

  it("fails on settings that are wrong", () => {
    const root = folder({ "create.json": CREATE, "settings.yaml": "rules: { x: warn }" });
    const { exitCode, stderr } = teamstacks(
      "review",
      join(root, "create.json"),
      "--config",
      join(root, "settings.yaml"),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("settings.yaml: there is no rule x");
  });

  it("prints exactly what it printed before", () => {
    const file = join(plans(), "delete.json");
    expect(teamstacks("review", file).stdout).toBe(teamstacks("review", file).stdout);
    expect(readFileSync(file).equals(DELETE)).toBe(true);
  });
});
