import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fargateCapacity } from "../../../modules/compute/fargate-capacity";

describe("the capacity of a service on Fargate", () => {
  it("is on demand without Spot", () => {
    const onDemand = [{ provider: "FARGATE", weight: 1 }];
    expect(fargateCapacity(undefined)).toEqual(onDemand);
    expect(fargateCapacity({ percent: 0, baseTasks: 3 })).toEqual(onDemand);
  });

  it("has at most one base, weights that AWS takes, and never none", () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(percent, fc.integer({ min: 0, max: 1000 }), (share, baseTasks) => {
        const shares = fargateCapacity({ percent: share, baseTasks });
        expect(shares.filter(({ base = 0 }) => base > 0).length).toBeLessThanOrEqual(1);
        expect(shares.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(0);
        for (const { weight } of shares) expect(weight).toBeLessThanOrEqual(1000);
        expect(new Set(shares.map(({ provider }) => provider)).size).toBe(shares.length);
      }),
    );
  });
});
