import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountOf, readStack, stackNames } from "../../../cli/sandbox/stack-json";

const output = mkdtempSync(join(tmpdir(), "teamstacks-stacks-"));

beforeAll(() => {
  for (const name of ["b-two", "a-one"]) {
    mkdirSync(join(output, "stacks", name), { recursive: true });
    writeFileSync(join(output, "stacks", name, "cdk.tf.json"), JSON.stringify({ name }));
  }
});

afterAll(() => rmSync(output, { recursive: true }));

test("reads a stack by its name", () => {
  expect(stackNames(output)).toEqual(["a-one", "b-two"]);
  expect(readStack(output, "a-one")).toEqual({ name: "a-one" });
});

test("fails on an unknown stack and names those there are", () => {
  expect(() => readStack(output, "c-three")).toThrow('no stack "c-three"');
  expect(() => readStack(output, "c-three")).toThrow("a-one, b-two");
  expect(stackNames(join(output, "absent"))).toEqual([]);
});

test("takes the account from the provider", () => {
  expect(accountOf({ provider: { aws: [{ allowed_account_ids: ["111122223333"] }] } })).toBe("111122223333");
  expect(accountOf({})).toBe("123456789012");
});
