import { describe, expect, it } from "vitest";
import { sources, textOf } from "./sources";

const LONGEST_FILE = 400;
const MEDIAN_FILE = 120;

const lines = (file: string) => textOf(file).split("\n").length;

describe("style", () => {
  it.each(sources())("%s is short, typed and without leftovers", (file) => {
    const text = textOf(file);
    expect(lines(file)).toBeLessThanOrEqual(LONGEST_FILE);
    const code = text.replace(/^\s*(\*|\/\*|\/\/).*$/gm, "");
    expect(code).not.toMatch(/: any\b|<any>|\bas any\b/);
    expect(text).not.toMatch(/@ts-ignore|@ts-expect-error/);
    expect(text).not.toMatch(/TODO|FIXME|XXX/);
  });

  it("has a median file of at most 120 lines", () => {
    const sorted = sources()
      .map(lines)
      .sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MEDIAN_FILE);
  });

  it("has no file named after nothing in particular", () => {
    expect(sources().filter((file) => /(^|\/)(utils?|helpers?|common)(\.|\/)/.test(file))).toEqual([]);
  });

  it.each(sources().filter((file) => !file.endsWith("index.ts")))("%s describes what it exports", (file) => {
    const all = textOf(file).split("\n");
    const bare = all.filter((line, at) => {
      if (!/^export (abstract |async )?(class|function|interface|type|const|enum) /.test(line)) return false;
      return !/\*\/\s*$/.test(all[at - 1] ?? "");
    });
    // A props interface says what it is by its name and by the class beside it.
    expect(bare.filter((line) => !/^export interface \w+(Props|Options|Needs) /.test(line))).toEqual([]);
  });

  it.each(sources().filter((file) => file.endsWith("index.ts")))("%s only re-exports", (file) => {
    expect(
      textOf(file)
        .replace(/export (type )?(\{[^}]*\}|\*) from "[^"]+";/g, "")
        .trim(),
    ).toBe("");
  });
});
