import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affectedMatrix } from "../../cli/affected/matrix";
import { type Affected, type AffectedStatus, affectedStacks, needsPlan } from "../../review/affected";
import { stackDigest } from "../../review/stack-digest";

const digestOf = (content: string, path = "a") =>
  stackDigest({ configuration: JSON.stringify({ "//": { path }, locals: { content } }), files: {} });
const names = { base: "one", head: "two" };

const affectedOf = (statuses: Readonly<Record<string, AffectedStatus>>): Affected => ({
  schema: 1,
  ...names,
  stacks: Object.entries(statuses).map(([stack, status]) => ({ stack, status, parts: [] })),
  unchanged: 0,
});

describe("affected stacks", () => {
  it("are those that differ, by what differs", () => {
    const base = new Map([
      ["same", digestOf("x")],
      ["changed", digestOf("x")],
      ["moved", digestOf("x", "a")],
      ["removed", digestOf("x")],
    ]);
    const head = new Map([
      ["same", digestOf("x")],
      ["changed", digestOf("y")],
      ["moved", digestOf("x", "b")],
      ["added", digestOf("x")],
    ]);
    const { stacks, unchanged, schema, base: from, head: to } = affectedStacks(base, head, names);
    expect(stacks.map(({ stack, status, parts }) => [stack, status, parts])).toEqual([
      ["added", "added", []],
      ["changed", "changed", ["configuration"]],
      ["moved", "metadata-only", []],
      ["removed", "removed", []],
    ]);
    expect({ unchanged, schema, from, to }).toEqual({ unchanged: 1, schema: 1, from: "one", to: "two" });
    expect(stacks.filter(needsPlan).map(({ stack }) => stack)).toEqual(["added", "changed", "removed"]);
    expect(stacks.map((one) => ["baseDigest" in one, "digest" in one])).toEqual([
      [false, true],
      [true, true],
      [true, true],
      [true, false],
    ]);
  });
});

describe("the matrix of affected stacks", () => {
  it("plans what is there and destroys what is removed, in jobs of their own", () => {
    const affected = affectedOf({ a: "added", b: "removed", c: "changed", d: "metadata-only", e: "changed" });
    expect(affectedMatrix(affected, { batch: 2 })).toEqual({
      include: [
        { batch: 1, stacks: "a c", action: "plan" },
        { batch: 2, stacks: "e", action: "plan" },
        { batch: 3, stacks: "b", action: "destroy" },
      ],
    });
    expect(affectedMatrix(affectedOf({ a: "metadata-only" }))).toEqual({ include: [] });
  });

  it("has every stack once and never too many jobs", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 700 }),
        fc.nat({ max: 700 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 2, max: 256 }),
        (changed, removed, batch, maxJobs) => {
          const all = [
            ...Array.from({ length: changed }, (_, index) => [`c${index}`, "changed"] as const),
            ...Array.from({ length: removed }, (_, index) => [`r${index}`, "removed"] as const),
          ];
          const { include } = affectedMatrix(affectedOf(Object.fromEntries(all)), { batch, maxJobs });
          expect(include.length).toBeLessThanOrEqual(maxJobs);
          expect(include.flatMap(({ stacks }) => stacks.split(" "))).toEqual(all.map(([stack]) => stack));
          expect(include.map((job) => job.batch)).toEqual(include.map((_, index) => index + 1));
        },
      ),
      { numRuns: 50 },
    );
  });
});
