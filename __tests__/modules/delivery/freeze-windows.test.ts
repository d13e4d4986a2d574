import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isClosedAt, momentOf, type RecurringFreeze } from "../../../modules/delivery/freeze-windows";
import { parseCron } from "../../../modules/scaling/cron";

function recurring(from: string, until: string, timeZone = "UTC"): RecurringFreeze {
  const [begins, ends] = [parseCron(from), parseCron(until)];
  if (!begins.ok || !ends.ok) throw new Error("not a recurrence");
  return { kind: "recurring", name: "nights", from: begins.value, until: ends.value, timeZone };
}

const at = (text: string) => Date.parse(text);

describe("momentOf", () => {
  it.each([
    ["2026-12-18T18:00", "UTC", "2026-12-18T18:00:00Z"],
    ["2026-12-18T18:00", "Asia/Tokyo", "2026-12-18T09:00:00Z"],
    ["2026-07-01T18:00", "Europe/Berlin", "2026-07-01T16:00:00Z"],
    ["2026-12-18T18:00", "America/New_York", "2026-12-18T23:00:00Z"],
    // The hours around the change of clocks.
    ["2026-03-29T01:30", "Europe/Berlin", "2026-03-29T00:30:00Z"],
    ["2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
  ])("%s in %s is %s", (dateTime, timeZone, moment) => {
    expect(momentOf(dateTime, timeZone)).toBe(at(moment));
  });
});

describe("isClosedAt", () => {
  const nightsAndWeekends = recurring("0 18 * * *", "0 8 * * 1-5");

  it.each([
    ["2026-11-20T17:59:00Z", false], // Friday
    ["2026-11-20T18:00:00Z", true],
    ["2026-11-21T12:00:00Z", true],
    ["2026-11-22T23:59:00Z", true],
    ["2026-11-23T07:59:00Z", true],
    ["2026-11-23T08:00:00Z", false], // Monday
    ["2026-11-24T03:00:00Z", true],
  ])("nights and weekends: %s is closed: %s", (moment, closed) => {
    expect(isClosedAt(nightsAndWeekends, at(moment))).toBe(closed);
  });

  it("reads the clock of the zone", () => {
    const tokyo = recurring("0 18 * * *", "0 8 * * *", "Asia/Tokyo");
    expect(isClosedAt(tokyo, at("2026-11-20T09:30:00Z"))).toBe(true);
    expect(isClosedAt(tokyo, at("2026-11-20T01:00:00Z"))).toBe(false);
  });

  it("is open in a window that begins and ends at once", () => {
    expect(isClosedAt(recurring("0 8 * * *", "0 8 * * *"), at("2026-11-20T09:00:00Z"))).toBe(false);
  });

  it("turns exactly at its turns, whatever the hours", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 23 }),
        fc.nat(1439),
        (from, length, minute) => {
          const until = (from + length) % 24;
          const window = recurring(`0 ${from} * * *`, `0 ${until} * * *`);
          const since = (((minute - from * 60) % 1440) + 1440) % 1440;
          const moment = at("2026-11-20T00:00:00Z") + minute * 60_000;
          expect(isClosedAt(window, moment)).toBe(since < length * 60);
        },
      ),
    );
  });
});
