import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FARGATE_SIZES, isFargateSize, nearestFargateSize } from "../../../modules/compute";

const SIZES = FARGATE_SIZES.flatMap(({ cpu, memoriesMiB }) =>
  memoriesMiB.map((memoryMiB) => ({ cpu, memoryMiB })),
);

describe("isFargateSize", () => {
  it.each([
    [256, 512],
    [256, 2048],
    [512, 4096],
    [1024, 2048],
    [2048, 12_288],
    [4096, 30_720],
    [8192, 20_480],
    [16_384, 122_880],
  ])("accepts %i CPU units with %i MiB", (cpu, memory) => {
    expect(isFargateSize(cpu, memory)).toBe(true);
  });

  it.each([
    [256, 4096],
    [256, 1536],
    [512, 512],
    [1024, 1024],
    [4096, 31_744],
    [8192, 17_408],
    [300, 1024],
    [0, 0],
  ])("refuses %i CPU units with %i MiB", (cpu, memory) => {
    expect(isFargateSize(cpu, memory)).toBe(false);
  });

  it("has the number of sizes that AWS documents", () => {
    expect(FARGATE_SIZES.map((row) => row.memoriesMiB.length)).toEqual([3, 4, 7, 13, 23, 12, 12]);
  });
});

describe("nearestFargateSize", () => {
  it("gives a size that covers what is asked and that no other covering size is below", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16_384 }),
        fc.integer({ min: 1, max: 122_880 }),
        (cpu, memory) => {
          const nearest = nearestFargateSize(cpu, memory);
          const covering = SIZES.filter((size) => size.cpu >= cpu && size.memoryMiB >= memory);
          expect(covering).toContainEqual(nearest);
          for (const size of covering) {
            expect(nearest?.cpu).toBeLessThanOrEqual(size.cpu);
            if (size.cpu === nearest?.cpu) expect(nearest.memoryMiB).toBeLessThanOrEqual(size.memoryMiB);
          }
        },
      ),
    );
  });

  it("keeps a size that is one", () => {
    for (const size of SIZES) expect(nearestFargateSize(size.cpu, size.memoryMiB)).toEqual(size);
  });

  it("has nothing above the largest size", () => {
    expect(nearestFargateSize(16_385, 1)).toBeUndefined();
    expect(nearestFargateSize(1, 122_881)).toBeUndefined();
  });
});
