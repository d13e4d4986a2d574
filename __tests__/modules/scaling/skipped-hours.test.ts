import { describe, expect, it } from "vitest";
import { neverComes } from "../../../modules/scaling/never-comes";
import { skippedHours } from "../../../modules/scaling/skipped-hours";
import { isTimeZone } from "../../../modules/scaling/time-zone";

describe("hours that clocks jump over", () => {
  it.each([
    ["Asia/Tokyo", []],
    ["UTC", []],
    ["Europe/Berlin", [2]],
    ["Europe/London", [1]],
    ["America/New_York", [2]],
    // Half an hour only.
    ["Australia/Lord_Howe", [2]],
    ["America/Santiago", [0]],
  ])("in %s are %j", (zone, hours) => {
    expect(skippedHours(zone)).toEqual(hours);
  });
});

describe("names of time zones", () => {
  it.each(["Asia/Tokyo", "Europe/Berlin", "UTC"])("accept %s", (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });

  it.each(["Asia/Edo", "+09:00", "", "tomorrow"])("refuse %j", (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});

describe("days that never come", () => {
  it.each([
    [[30], [2], true],
    [[31], [4, 6, 9, 11], true],
    [[29], [2], false],
    [[1, 31], [2], false],
    [[31], [2, 3], false],
  ])("%j in the months %j: %s", (days, months, expected) => {
    expect(neverComes({ days, months })).toBe(expected);
  });
});
