import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxConnections, parameterGroupFamily, supportsAutoPause } from "../../../modules/database";

describe("the parameter group family", () => {
  test.each([
    ["8.0.mysql_aurora.3.04.0", "aurora-mysql8.0"],
    ["8.0.mysql_aurora.3.10.4", "aurora-mysql8.0"],
    ["8.4.mysql_aurora.8.4.8", "aurora-mysql8.4"],
  ])("of %s is %s", (version, family) => {
    expect(parameterGroupFamily(version)).toBe(family);
  });

  test.each(["5.7.mysql_aurora.2.11.1", "8.0.35", "8.0.mysql_aurora.3.10", "8.4", ""])(
    "refuses %j, which is no version of Aurora MySQL 3 or 8.4",
    (version) => {
      expect(() => parameterGroupFamily(version)).toThrow(`Not a version of Aurora MySQL: ${version}.`);
    },
  );
});

describe("pausing when idle", () => {
  test.each(["8.0.mysql_aurora.3.08.0", "8.0.mysql_aurora.3.10.4", "8.4.mysql_aurora.8.4.7"])(
    "is there in %s",
    (version) => {
      expect(supportsAutoPause(version)).toBe(true);
    },
  );

  test.each(["8.0.mysql_aurora.3.07.1", "8.0.mysql_aurora.3.04.3"])("is not there yet in %s", (version) => {
    expect(supportsAutoPause(version)).toBe(false);
  });

  test("fails for a text that is no version", () => {
    expect(() => supportsAutoPause("latest")).toThrow("Not a version");
  });
});

describe("the most connections", () => {
  test.each([
    [1, 90],
    [3.5, 90],
    [4, 135],
    [8, 1000],
    [16, 2000],
    [24, 2000],
    [128, 5000],
    [256, 5000],
  ])("of %d ACU are %d", (acu, connections) => {
    expect(maxConnections(acu)).toBe(connections);
  });

  test("never fall when capacity rises", () => {
    const acu = fc.integer({ min: 2, max: 512 }).map((halves) => halves / 2);
    fc.assert(
      fc.property(acu, acu, (a, b) => {
        expect(maxConnections(Math.max(a, b))).toBeGreaterThanOrEqual(maxConnections(Math.min(a, b)));
      }),
    );
  });
});
