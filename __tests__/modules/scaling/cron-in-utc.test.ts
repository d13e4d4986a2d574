import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cron, cronInUtc, formatCron, offsetOf, parseCron, shiftCron } from "../../../modules/scaling";

const DAY = 24 * 60;

function parsed(text: string): Cron {
  const result = parseCron(text);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

/** Whether a clock that shows this UTC time is at a moment of the recurrence. */
function matches(cron: Cron, at: Date): boolean {
  const isDay = cron.days.includes(at.getUTCDate());
  const isWeekday = cron.weekdays.includes(at.getUTCDay());
  // Cron: with both restricted, either will do.
  const both = cron.days.length < 31 && cron.weekdays.length < 7;
  return (
    cron.minutes.includes(at.getUTCMinutes()) &&
    cron.hours.includes(at.getUTCHours()) &&
    cron.months.includes(at.getUTCMonth() + 1) &&
    (both ? isDay || isWeekday : isDay && isWeekday)
  );
}

const subset = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: max - min + 1 })
    .map((values) => values.sort((a, b) => a - b));
const every = (min: number, max: number) =>
  fc.constant(Array.from({ length: max - min + 1 }, (_, index) => min + index));

const crons: fc.Arbitrary<Cron> = fc.record({
  minutes: fc.oneof(
    subset(0, 59).map((minutes) => minutes.slice(0, 2)),
    every(0, 59),
  ),
  hours: fc.oneof(
    subset(0, 23).map((hours) => hours.slice(0, 2)),
    every(0, 23),
  ),
  days: fc.oneof(every(1, 31), subset(1, 31)),
  months: fc.oneof(every(1, 12), subset(1, 12)),
  weekdays: fc.oneof(every(0, 6), subset(0, 6)),
});

describe("a recurrence in UTC", () => {
  it.each([
    ["0 8 * * 1-5", "Asia/Tokyo", "0 23 * * 0-4"],
    ["30 9 * * *", "Asia/Tokyo", "30 0 * * *"],
    ["0 12 1 4 *", "Asia/Tokyo", "0 3 1 4 *"],
    ["0 8 * * mon-fri", "UTC", "0 8 * * 1-5"],
    ["0 8 * * *", "Asia/Kolkata", "30 2 * * *"],
    ["0 20 * * 6", "America/Phoenix", "0 3 * * 0"],
    ["*/15 * * * *", "Asia/Tokyo", "0,15,30,45 * * * *"],
    ["0 7-9 * * *", "Asia/Tokyo", "0 0,22,23 * * *"],
    ["0 0 * * 7", "Etc/GMT+12", "0 12 * * 0"],
  ])("of %s in %s is %s", (cron, zone, utc) => {
    expect(cronInUtc(cron, zone)).toEqual({ ok: true, value: utc });
  });

  it("names the same moments as the zone's own clock", () => {
    fc.assert(
      fc.property(
        crons,
        fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15),
        fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2026, 11, 31) / 60_000 }),
        (cron, minutesAhead, from) => {
          const utc = shiftCron(cron, -minutesAhead);
          if (!utc.ok) return;
          for (let minute = from; minute < from + 2 * DAY; minute += 15) {
            const local = new Date((minute + minutesAhead) * 60_000);
            expect(matches(utc.value, new Date(minute * 60_000))).toBe(matches(cron, local));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("comes back when the clock does", () => {
    fc.assert(
      fc.property(crons, fc.integer({ min: -1439, max: 1439 }), (cron, minutes) => {
        const there = shiftCron(cron, minutes);
        if (!there.ok) return;
        const back = shiftCron(there.value, -minutes);
        expect(back).toEqual({ ok: true, value: cron });
      }),
    );
  });

  it("is read again as it was written", () => {
    fc.assert(
      fc.property(crons, (cron) => {
        expect(parsed(formatCron(cron))).toEqual(cron);
      }),
    );
  });

  it.each([
    ["0 8 * * 1-5 *", "UTC", /has 6 fields, and a recurrence has five/],
    ["0 8 * *", "UTC", /has 4 fields/],
    ["0 8 ? * 1-5", "UTC", /has "\?" for the day of month/],
    ["60 8 * * *", "UTC", /has "60" for the minute/],
    ["0 8 * * 5-1", "UTC", /has "5-1" for the day of week/],
    ["*/0 8 * * *", "UTC", /for the minute/],
    ["0 8 1 * *", "Asia/Tokyo", /there it is another day/],
    ["0 8 * 12 *", "Asia/Tokyo", /there it is another day/],
    ["0 8,10 * * 1", "Asia/Tokyo", /some of its times are on another day/],
    ["0,30 8 * * *", "Asia/Kolkata", /no longer combine/],
  ])("refuses %s in %s", (cron, zone, message) => {
    expect(cronInUtc(cron, zone)).toMatchObject({ ok: false, of: "cron" });
    expect(cronInUtc(cron, zone)).toHaveProperty("message", expect.stringMatching(message));
  });

  it.each(["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"])(
    "refuses %s, which has daylight-saving time",
    (zone) => {
      expect(cronInUtc("0 8 * * *", zone)).toMatchObject({
        ok: false,
        of: "timeZone",
        message: expect.stringContaining("daylight-saving time"),
      });
    },
  );

  it("refuses what is no time zone", () => {
    expect(cronInUtc("0 8 * * *", "Asia/Tokio")).toMatchObject({ ok: false, of: "timeZone" });
  });
});

describe("the offset of a zone", () => {
  it.each([
    ["UTC", 0],
    ["Asia/Tokyo", 540],
    ["Asia/Kathmandu", 345],
    ["America/Phoenix", -420],
    ["Pacific/Kiritimati", 840],
  ])("%s is fixed", (zone, minutes) => {
    expect(offsetOf(zone)).toEqual({ kind: "fixed", minutes });
  });
});
