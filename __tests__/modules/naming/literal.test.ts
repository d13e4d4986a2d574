import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literal, literals } from "../../../modules/naming";

/** What Terraform makes of a string template without any expression in it. */
function evaluated(template: string): string {
  return template.replace(/([$%])\1(?=\{)/g, "$1");
}

describe("literal", () => {
  it.each([
    ['${file("/etc/passwd")}', '$${file("/etc/passwd")}'],
    ["%{ for x in y }", "%%{ for x in y }"],
    ["costs 5$ or 5%", "costs 5$ or 5%"],
    ["$${already}", "$$${already}"],
    ["{{mustache}} `tick` $(shell)", "{{mustache}} `tick` $(shell)"],
  ])("escapes %j to %j", (text, escaped) => {
    expect(literal(text)).toBe(escaped);
  });

  it("leaves nothing that starts an expression", () => {
    const nasty = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a"), maxLength: 12 });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(startsExpression(literal(text))).toBe(false);
      }),
    );
  });
});

describe("literals", () => {
  it("escapes every string of a tree and nothing else", () => {
    const tree = { a: ["${x}", 1, true, undefined], b: { c: "%{y}" }, d: null };
    expect(literals(tree)).toEqual({ a: ["$${x}", 1, true, undefined], b: { c: "%%{y}" }, d: null });
  });

  it("is undone by what Terraform does with the text", () => {
    const nasty = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a"), maxLength: 12 });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(evaluated(literals({ text }).text)).toBe(text);
      }),
    );
  });
});

/** Terraform's scanner: a mark before `{` starts an expression unless another of the same stands before it. */
function startsExpression(template: string): boolean {
  return /(?<!\$)\$\{|(?<!%)%\{/.test(template);
}
