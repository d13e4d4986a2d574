import { describe, expect, it } from "vitest";
import { repeatedNames } from "../support/own-names";
import { REPOSITORY, stacksOf } from "../support/stacks";
import { synthesized } from "../support/synth";

describe.each([...stacksOf(REPOSITORY)])("names in %s", (_name, stack) => {
  it("are given once for each type", () => {
    expect(repeatedNames(stack)).toEqual([]);
  });
});

describe("the audit of names", () => {
  it("finds two resources of one name", () => {
    const resource = { aws_security_group: { a: { name: "x" }, b: { name: "x" }, c: { name: "y" } } };
    expect(repeatedNames(synthesized({ resource }))).toEqual([
      "aws_security_group name x: aws_security_group.a and aws_security_group.b",
    ]);
  });
});
