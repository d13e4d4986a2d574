import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { formatProblem } from "../../config/problem";
import { PLATFORM, TEAM, validated } from "../support/config";

/** Every line of the team file that has a key, so that a value can be put behind it. */
const LINES = TEAM.split("\n").flatMap((line, index) => (/^ *\w+:/.test(line) ? [index] : []));

function withValueAt(index: number, value: unknown): string {
  const lines = TEAM.split("\n");
  const indent = /^ */.exec(lines[index] ?? "")?.[0].length ?? 0;
  const after = lines.slice(index + 1);
  const rest = after.slice(after.findIndex((line) => (/^ */.exec(line)?.[0].length ?? 0) <= indent));
  const key = lines[index]?.split(":")[0];
  return [...lines.slice(0, index), `${key}: ${JSON.stringify(value)}`, ...rest].join("\n");
}

describe("whatever a file holds", () => {
  it("any value anywhere is accepted or refused with a position, and never a crash", () => {
    fc.assert(
      fc.property(fc.constantFrom(...LINES), fc.jsonValue({ maxDepth: 3 }), (index, value) => {
        for (const problem of validated(withValueAt(index, value)).problems) {
          expect(formatProblem(problem)).toMatch(
            /^(teams\/festa|platform)\.yaml:\d+:\d+( \S.*)?: .+\.$|[?`"]$/s,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it("any document at all", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (team, platform) => {
        validated(stringify(team), stringify(platform));
        validated(stringify({ team: "festa", owners: ["a"], environments: team }), PLATFORM);
      }),
      { numRuns: 200 },
    );
  });

  it("any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        validated(text);
        validated(`${TEAM}${text}`);
      }),
      { numRuns: 300 },
    );
  });

  it("a huge key or value does not make a huge message", () => {
    const huge = "9".repeat(900_000);
    for (const text of [
      `${TEAM}        ${"a".repeat(900_000)}: 1\n`,
      TEAM.replace("us-west-2\n", `${huge}\n`),
      TEAM.replace("10.20.0.0/16", huge),
    ]) {
      for (const problem of validated(text).problems)
        expect(formatProblem(problem).length).toBeLessThan(2000);
    }
  });

  it("a huge text of digits is read in no time", () => {
    const digits = `${TEAM}        environment: { A: "${"1".repeat(900_000)}", B: "${"eyJ-".repeat(20_000)}" }\n`;
    expect(validated(digits).problems).toHaveLength(2);
  });

  it("text of a team file stays text", () => {
    const hostile = '${file("/etc/passwd")} %{ if true } {{ x }} $(rm) `x` "q" \\n';
    const { environments } = validated(`${TEAM}        environment: { A: ${JSON.stringify(hostile)} }\n`);
    expect(environments?.[0]?.services[0]?.environment["A"]).toEqual({ text: hostile });
  });
});
