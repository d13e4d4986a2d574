import { describe, expect, it, type TestContext } from "vitest";
import type { StackReview } from "../../review/model";
import { renderHtml } from "../../review/render/html";
import { renderJson } from "../../review/render/json";
import { renderMarkdown } from "../../review/render/markdown";
import { renderSarif } from "../../review/render/sarif";
import { reviewPlan } from "../../review/review-plan";
import { ownLine, type RealPlan, type RealPlanOptions, realPlan } from "../support/real-plan";
import { requireTool } from "../support/terraform";

const SECRET = "correct-horse-battery";
const VARIABLE = `variable "password" {\n  type = string\n  sensitive = true\n  default = "${SECRET}"\n}\n`;

const block = (name: string, body: string) => `resource "terraform_data" "${name}" {\n${body}\n}\n`;

interface Reviewed {
  readonly review: StackReview;
  readonly plan: RealPlan;
  readonly markdown: string;
}

/** Plans, reviews, and checks what must hold for every plan. */
function reviewed(context: TestContext, options: RealPlanOptions): Reviewed {
  requireTool(context, "terraform-program");
  const plan = realPlan(options);
  const review = reviewPlan(plan.json, { stack: "real", today: "2026-06-01" });
  expect(review.terraformLine).toBe(ownLine(plan.text));
  const markdown = renderMarkdown([review]);
  for (const output of [markdown, renderHtml([review]), renderJson([review]), renderSarif([review])]) {
    expect(output).not.toContain(SECRET);
  }
  return { review, plan, markdown };
}

const groups = ({ changes }: StackReview) => changes.map(({ group, address }) => `${group} ${address}`);

describe("a review of a plan that Terraform made", () => {
  it("lists what is created, and shows no secret", (context) => {
    const to = `${VARIABLE}${block("a", 'input = { user = "root", password = var.password }')}output "url" { value = "https://example.net" }`;
    const { review, markdown } = reviewed(context, { to });
    expect(groups(review)).toEqual(["create terraform_data.a"]);
    expect(review.verdict).toBe("changes");
    expect(review.outputs.map(({ name, action }) => `${action} ${name}`)).toEqual(["create url"]);
    expect(markdown).toContain("+ input.user: root");
    expect(markdown).toContain("+ input.password: (sensitive)");
  });

  it("masks a secret that Terraform copied to where it is not marked", (context) => {
    const from = VARIABLE + block("a", `input = { user = "root", url = "db://x:\${var.password}@h" }`);
    const { review, plan, markdown } = reviewed(context, { from, to: VARIABLE });
    const { before, before_sensitive } = JSON.parse(plan.json.toString()).resource_changes[0].change;
    expect([before.output.url, before_sensitive.output]).toEqual([`db://x:${SECRET}@h`, {}]);
    expect(markdown).toContain("- output.url: (sensitive)");
    expect(review.masked).toBeGreaterThan(0);
  });

  it("says what forces a replacement, and that it is down meanwhile", (context) => {
    const config = (version: string) => block("a", `triggers_replace = { version = "${version}" }`);
    const { review, markdown } = reviewed(context, { from: config("1"), to: config("2") });
    expect(review.changes).toMatchObject([
      {
        group: "replace",
        order: "destroy-first",
        reason: { code: "replace_because_cannot_update", words: "it cannot be changed in place" },
        replaceCauses: [{ path: "triggers_replace.version", before: { text: "1" }, after: { text: "2" } }],
      },
    ]);
    expect(markdown).toContain("**downtime**");
    expect(review.findings.map(({ rule }) => rule)).toContain("downtime");
  });

  it("tells a replacement that is created first from one that is destroyed first", (context) => {
    const config = (version: string) =>
      block("a", `triggers_replace = "${version}"\nlifecycle { create_before_destroy = true }`);
    const { review, markdown } = reviewed(context, { from: config("1"), to: config("2") });
    expect(review.changes).toMatchObject([{ group: "replace", order: "create-first" }]);
    expect(review.counts).toMatchObject({ add: 1, destroy: 1, replace: 1 });
    expect(markdown).not.toContain("downtime");
  });

  it("says that something is deleted, and why", (context) => {
    const { review } = reviewed(context, { from: block("a", "") + block("b", ""), to: block("a", "") });
    expect(groups(review)).toEqual(["destroy terraform_data.b"]);
    expect(review.changes[0]?.reason?.words).toBe("its block was removed from the configuration");
  });

  it("says that something is forgotten, which Terraform's line leaves out", (context) => {
    const removed = `removed {\n  from = terraform_data.b\n  lifecycle { destroy = false }\n}\n`;
    const { review, plan, markdown } = reviewed(context, { from: block("b", ""), to: removed });
    expect(groups(review)).toEqual(["forget terraform_data.b"]);
    expect(review.terraformLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
    expect(review.alsoLine).toBe("1 forgotten (left running, unmanaged)");
    expect(markdown).toContain("left running, unmanaged");
    expect([review.verdict, plan.exitCode]).toEqual(["changes", 2]);
  });

  it("says that something only moves, and that nothing happens to it", (context) => {
    const moved = `moved {\n  from = terraform_data.a\n  to = terraform_data.b\n}\n`;
    const { review, markdown } = reviewed(context, { from: block("a", ""), to: block("b", "") + moved });
    expect(review.changes).toMatchObject([
      { group: "move", address: "terraform_data.b", previousAddress: "terraform_data.a" },
    ]);
    expect(markdown).toContain("1 moved, no infrastructure change");
    expect(review.verdict).toBe("changes");
  });

  it("shows the id of an import and whether it changes something", (context) => {
    const to = `${block("a", "")}import {\n  to = terraform_data.a\n  id = "the-id"\n}\n`;
    const { review, markdown } = reviewed(context, { to });
    expect(review.changes).toMatchObject([{ group: "import", import: { id: "the-id", unknown: false } }]);
    expect(markdown).toContain("imported from `the-id`");
  });

  it("suggests a moved block for what looks like a rename", (context) => {
    const body = 'input = { size = "large", region = "us-west-2" }';
    const { review, markdown } = reviewed(context, { from: block("old", body), to: block("new", body) });
    expect(review.renames).toEqual([{ from: "terraform_data.old", to: "terraform_data.new", likeness: 1 }]);
    expect(markdown).toContain("from = terraform_data.old");
  });

  it("reports a check that fails, without the secret in its message", (context) => {
    const check = `check "size" {\n  assert {\n    condition = terraform_data.a.input == "large"\n    error_message = "it is \${terraform_data.a.input}, and should be large"\n  }\n}\n`;
    const config = block("a", 'input = "small"') + check;
    const { review, markdown } = reviewed(context, { to: config });
    expect(review.checks).toMatchObject([
      { address: "check.size", status: "fail", messages: ["it is small, and should be large"] },
    ]);
    expect(markdown).toContain("it is small, and should be large");
  });

  it("calls a plan that failed an error, and its list partial", (context) => {
    const bad = block(
      "b",
      'input = "x"\nlifecycle {\n  precondition {\n    condition = terraform_data.a.input == "y"\n    error_message = "never"\n  }\n}',
    );
    const { review, plan, markdown } = reviewed(context, { to: block("a", 'input = "x"') + bad });
    expect([review.verdict, plan.exitCode]).toEqual(["error", 1]);
    expect(review.flags).toMatchObject({ errored: true, complete: false });
    expect(markdown).toContain("The list is partial");
  });

  it("calls a plan that would destroy what is protected an error", (context) => {
    const config = (version: string) =>
      block("a", `triggers_replace = "${version}"\nlifecycle { prevent_destroy = true }`);
    const { review } = reviewed(context, { from: config("1"), to: config("2") });
    expect(review.verdict).toBe("error");
    expect(groups(review)).toEqual(["replace terraform_data.a"]);
  });

  it("asks for an approval of a plan with -target", (context) => {
    const { review } = reviewed(context, {
      to: block("a", "") + block("b", ""),
      flags: ["-target=terraform_data.a"],
    });
    expect(review.flags.complete).toBe(false);
    expect(review.verdict).toBe("approval");
    expect(review.reasons.join()).toContain("partial");
  });

  it("has nothing to do where nothing changes", (context) => {
    const { review, plan } = reviewed(context, { from: block("a", 'input = "x"') });
    expect([review.verdict, plan.exitCode]).toEqual(["none", 0]);
  });

  it("lists outputs when nothing else changes", (context) => {
    const config = (value: string) =>
      `output "o" { value = "${value}" }\n${VARIABLE}output "s" {\n  value = var.password\n  sensitive = true\n}\n`;
    const { review } = reviewed(context, { from: config("1"), to: config("2") });
    expect(review.outputs.map(({ name }) => name)).toEqual(["o"]);
    expect(review.verdict).toBe("changes");
  });

  const REASONS: readonly (readonly [code: string, options: RealPlanOptions])[] = [
    ["replace_by_request", { from: block("a", ""), flags: ["-replace=terraform_data.a"] }],
    ["replace_because_tainted", { from: block("a", ""), between: ["taint", "terraform_data.a"] }],
    [
      "replace_by_triggers",
      {
        from:
          block("a", 'input = "1"') + block("b", "lifecycle { replace_triggered_by = [terraform_data.a] }"),
        to: block("a", 'input = "2"') + block("b", "lifecycle { replace_triggered_by = [terraform_data.a] }"),
      },
    ],
    ["delete_because_count_index", { from: block("a", "count = 2"), to: block("a", "count = 1") }],
    [
      "delete_because_each_key",
      { from: block("a", 'for_each = toset(["x", "y"])'), to: block("a", 'for_each = toset(["x"])') },
    ],
    [
      "delete_because_wrong_repetition",
      { from: block("a", 'for_each = toset(["x"])'), to: block("a", "count = 1") },
    ],
  ];

  for (const [code, options] of REASONS) {
    it(`says ${code} in words`, (context) => {
      const { review } = reviewed(context, options);
      const reasons = review.changes.flatMap(({ reason }) => reason ?? []);
      expect(reasons.map((reason) => reason.code)).toContain(code);
      expect(reasons.every(({ words }) => words.includes(" "))).toBe(true);
    });
  }

  it("is the same for two plans of the same inputs, and another for other inputs", (context) => {
    requireTool(context, "terraform-program");
    const options = { to: VARIABLE + block("a", 'input = { a = "1", p = var.password }') };
    const [one, again] = [realPlan(options), realPlan(options)];
    const other = realPlan({
      to: VARIABLE.replace(SECRET, "another-password") + block("a", 'input = { a = "1", p = var.password }'),
    });
    const digest = ({ json }: RealPlan) => reviewPlan(json, { stack: "s", today: "2026-06-01" }).digest;
    expect(digest(one)).toMatch(/^sd1:[0-9a-f]{64}$/);
    expect(digest(again)).toBe(digest(one));
    expect(digest(other)).not.toBe(digest(one));
  });

  it("draws what refers to what, through modules", (context) => {
    const to = `${block("a", 'input = "1"')}${block("b", "input = terraform_data.a.id")}`;
    const { review, markdown } = reviewed(context, { to });
    expect(review.graph.edges).toEqual([{ from: "terraform_data.b", to: "terraform_data.a" }]);
    expect(markdown).toContain("```mermaid");
  });
});
