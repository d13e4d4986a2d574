import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Step, type StepPlan, stepProblems, stepsAbove, stepsBelow } from "../../../modules/scaling";

/** Steps whose tasks grow from the threshold outwards, in any order. */
function sound(outwards: 1 | -1, from: number, to: number): fc.Arbitrary<Step[]> {
  return fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }),
    )
    .chain(([percents, growth]) => {
      const sorted = [...percents].sort((a, b) => (a - b) * outwards);
      const steps = sorted.map((percent, index) => ({
        percent,
        tasks: 1 + growth.slice(0, index + 1).reduce((sum, one) => sum + one, 0),
      }));
      return fc.shuffledSubarray(steps, { minLength: steps.length });
    });
}

/** What AWS does at a value: bounds are inclusive towards the threshold and exclusive away from it. */
function changeAt(plan: StepPlan, value: number): number[] {
  const beyond = value - plan.threshold;
  const inside = ({ lower, upper }: StepPlan["adjustments"][number]) =>
    plan.adjustments.every(({ change }) => change > 0)
      ? beyond >= (lower ?? Number.NEGATIVE_INFINITY) && beyond < (upper ?? Number.POSITIVE_INFINITY)
      : beyond > (lower ?? Number.NEGATIVE_INFINITY) && beyond <= (upper ?? Number.POSITIVE_INFINITY);
  return plan.adjustments.filter(inside).map(({ change }) => change);
}

const value = fc.double({ min: 0, max: 200, noNaN: true });

describe("steps above a threshold", () => {
  it("are those of the system that was rebuilt: two more above 20 %", () => {
    expect(stepsAbove([{ percent: 20, tasks: 2 }])).toEqual({
      threshold: 20,
      adjustments: [{ lower: 0, upper: undefined, change: 2 }],
    });
  });

  it("follow each other without gap and overlap", () => {
    const steps = [
      { percent: 80, tasks: 6 },
      { percent: 50, tasks: 2 },
    ];
    expect(stepsAbove(steps)).toEqual({
      threshold: 50,
      adjustments: [
        { lower: 0, upper: 30, change: 2 },
        { lower: 30, upper: undefined, change: 6 },
      ],
    });
    expect(stepsAbove([])).toBeUndefined();
  });

  it("say once how many tasks come for every value above the threshold", () => {
    fc.assert(
      fc.property(sound(1, 1, 100), value, (steps, at) => {
        const plan = stepsAbove(steps);
        const reached = steps.filter(({ percent }) => percent <= at).map(({ tasks }) => tasks);
        if (plan === undefined || at <= plan.threshold) return;
        expect(changeAt(plan, at)).toEqual([Math.max(...reached)]);
      }),
    );
  });
});

describe("steps below a threshold", () => {
  it("mirror those above", () => {
    const steps = [
      { percent: 5, tasks: 4 },
      { percent: 20, tasks: 2 },
    ];
    expect(stepsBelow(steps)).toEqual({
      threshold: 20,
      adjustments: [
        { lower: -15, upper: 0, change: -2 },
        { lower: undefined, upper: -15, change: -4 },
      ],
    });
    expect(stepsBelow([])).toBeUndefined();
  });

  it("say once how many tasks go for every value below the threshold", () => {
    fc.assert(
      fc.property(sound(-1, 1, 100), value, (steps, at) => {
        const plan = stepsBelow(steps);
        const reached = steps.filter(({ percent }) => percent >= at).map(({ tasks }) => tasks);
        if (plan === undefined || at >= plan.threshold) return;
        expect(changeAt(plan, at)).toEqual([-Math.max(...reached)]);
      }),
    );
  });
});

describe("problems of steps", () => {
  it("are none when they grow outwards and leave each other alone", () => {
    fc.assert(
      fc.property(sound(1, 50, 100), sound(-1, 1, 50), (add, remove) => {
        expect(stepProblems(add, remove)).toEqual([]);
      }),
    );
    expect(stepProblems([{ percent: 20, tasks: 2 }], [{ percent: 20, tasks: 2 }])).toEqual([]);
    expect(stepProblems([], [])).toEqual([]);
  });

  it.each([
    [
      "a percentage twice",
      [
        [50, 1],
        [50, 2],
      ],
      [],
      "add",
      /two steps at 50 %/,
    ],
    [
      "fewer tasks for more load",
      [
        [50, 4],
        [80, 2],
      ],
      [],
      "add",
      /has 2 at 80 % and 4 already at 50 %/,
    ],
    [
      "fewer tasks for less load",
      [],
      [
        [20, 4],
        [10, 2],
      ],
      "remove",
      /has 2 at 10 % and 4 already at 20 %/,
    ],
    ["adding and removing at once", [[40, 1]], [[41, 1]], "remove", /starts below 41 %.*above 40 %/],
  ] as const)("refuses %s", (_what, add, remove, of, message) => {
    const steps = (pairs: readonly (readonly [number, number])[]) =>
      pairs.map(([percent, tasks]) => ({ percent, tasks }));
    expect(stepProblems(steps(add), steps(remove))).toMatchObject([
      { of, message: expect.stringMatching(message) },
    ]);
  });
});
