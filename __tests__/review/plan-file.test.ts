import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { planProblems, readPlanFile, readState } from "../../review/bundle";
import { PlannedStack } from "../support/plans";
import { requireTool } from "../support/terraform";

const text = (value: string) => new TextEncoder().encode(value);
const PARTS = {
  tfplan: text("plan"),
  tfstate: text('{"version":4,"serial":3,"lineage":"l"}'),
  "tfstate-prev": text("not read"),
  "tfconfig/modules.json": text('[{"Key":"","Dir":"."}]'),
  "tfconfig/m-/cdk.tf.json": text('{"locals":{"a":1}}'),
  ".terraform.lock.hcl": text("# nothing\n"),
};
const SOURCE = { configuration: '{ "locals": { "a": 1 } }', files: {} };

describe("a plan file", () => {
  it("of real Terraform says what it was made from", (context) => {
    requireTool(context, "terraform");
    const stack = new PlannedStack();
    const first = readPlanFile(readFileSync(stack.plan()));
    expect(first.state).toEqual({ lineage: "", serial: 0 });
    expect(planProblems(first, stack.source())).toEqual([]);

    stack.apply("plan.tfplan");
    stack.configure("two");
    const second = readPlanFile(readFileSync(stack.plan()));
    expect(second.state).toEqual(readState(readFileSync(stack.pullState(), "utf8")));
    expect(second.state.serial).toBeGreaterThan(0);
    expect(planProblems(second, stack.source())).toEqual([]);
    expect(planProblems(first, stack.source())).toEqual([
      "the cdk.tf.json that the plan embeds is not the synthesized one",
    ]);
  });

  it("is compared with the stack by what it means", () => {
    expect(planProblems(readPlanFile(zipSync(PARTS)), SOURCE)).toEqual([]);
  });

  it.each<[string, Record<string, Uint8Array>, string]>([
    [
      "another configuration",
      { "tfconfig/m-/cdk.tf.json": text('{"locals":{"a":2}}') },
      "is not the synthesized one",
    ],
    ["no JSON", { "tfconfig/m-/cdk.tf.json": text("{") }, "is not the synthesized one"],
    [
      "one more file",
      { "tfconfig/m-/override.tf.json": text("{}") },
      "override.tf.json, which the stack does not have",
    ],
    ["a module", { "tfconfig/modules.json": text('[{"Key":""},{"Key":"net"}]') }, 'the module "net"'],
  ])("refuses %s", (_, parts, message) => {
    expect(planProblems(readPlanFile(zipSync({ ...PARTS, ...parts })), SOURCE).join()).toContain(message);
  });

  it("refuses one that was made without a file of the stack, or with other providers", () => {
    const plan = readPlanFile(zipSync(PARTS));
    const lock = 'provider "a/b/c" {\n  version = "1.0.0"\n}\n';
    const files = { "more.tf.json": "a".repeat(64), "assets/code.tf": "b".repeat(64) };
    expect(planProblems(plan, { ...SOURCE, files, lock })).toEqual([
      "the plan was made without more.tf.json",
      "the providers that the plan pins are not those of the stack's lock file",
    ]);
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["text", text("{}".repeat(30))],
    ["an archive with something before it", Buffer.concat([text("x".repeat(40)), zipSync(PARTS)])],
    ["an archive with something after it", Buffer.concat([zipSync(PARTS), text("x")])],
    ["two archives in one", Buffer.concat([zipSync(PARTS), zipSync(PARTS)])],
    ["an archive without a plan", zipSync({ ...PARTS, tfplan: undefined as never })],
    ["a cut archive", zipSync(PARTS).subarray(0, 300)],
    ["a file that is there twice", twice()],
    ["a state that is none", zipSync({ ...PARTS, tfstate: text("{}") })],
  ])("refuses %s", (_, bytes) => {
    expect(() => readPlanFile(bytes)).toThrow();
  });
});

/** An archive with two files of one name: some readers take the first, others the last. */
function twice(): Uint8Array {
  const bytes = Buffer.from(zipSync({ ...PARTS, tfstatf: text('{"serial":9,"lineage":"x"}') }));
  for (let at = bytes.indexOf("tfstatf"); at !== -1; at = bytes.indexOf("tfstatf"))
    bytes.write("tfstate", at);
  expect(Object.keys(unzipSync(bytes))).toContain("tfstate");
  return bytes;
}
