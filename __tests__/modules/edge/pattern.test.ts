import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, meet } from "../../../modules/edge/pattern";

const pattern = fc.string({ unit: fc.constantFrom(..."ab/*?"), maxLength: 7 });
const word = fc.string({ unit: fc.constantFrom(..."abc/"), maxLength: 7 });

/** The same meaning, by another way: a regular expression. */
const matches = (text: string, glob: string) =>
  new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(text);

describe("covers", () => {
  it.each([
    ["/*", "/app/*", true],
    ["/app/*", "/*", false],
    ["/app/*", "/app/", true],
    ["/app/*", "/app", false],
    ["/**", "/*", true],
    ["/*", "/**", true],
    ["/?*", "/*?", true],
    ["/*?", "/?*", true],
    ["/?*", "/", false],
    ["/*a", "/*ba", true],
    ["/a*b*c", "/abc", true],
    ["/a?c", "/a*c", false],
    ["", "", true],
  ])("%s, %s: %s", (outer, inner, expected) => {
    expect(covers(outer, inner)).toBe(expected);
  });

  it("holds for every text: what the inner one matches, the outer one does", () => {
    fc.assert(
      fc.property(pattern, pattern, word, (outer, inner, text) => {
        expect(!covers(outer, inner) || !matches(text, inner) || matches(text, outer)).toBe(true);
      }),
    );
  });

  it("is a partial order with * at the top", () => {
    fc.assert(
      fc.property(pattern, (one) => {
        expect([covers(one, one), covers("*", one)]).toEqual([true, true]);
      }),
    );
  });

  it("finds what any longer pattern adds", () => {
    fc.assert(
      fc.property(pattern, word, (glob, text) => {
        expect(covers(glob, text)).toBe(matches(text, glob));
      }),
    );
  });
});

describe("meet", () => {
  it.each([
    ["a*", "*b", true],
    ["a*", "b*", false],
    ["a?", "?b", true],
    ["a?", "b", false],
    ["*", "", true],
  ])("%s, %s: %s", (left, right, expected) => {
    expect(meet(left, right)).toBe(expected);
    expect(meet(right, left)).toBe(expected);
  });

  it("is true whenever there is a text of both", () => {
    fc.assert(
      fc.property(pattern, pattern, word, (left, right, text) => {
        expect(!matches(text, left) || !matches(text, right) || meet(left, right)).toBe(true);
      }),
    );
  });

  it("is true of a pattern and what it covers", () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        expect(!covers(outer, inner) || meet(outer, inner)).toBe(true);
      }),
    );
  });
});
