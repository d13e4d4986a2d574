import { type Cron, formatCron, isEvery, type Parsed, parseCron } from "./cron";
import { offsetOf } from "./time-zone";

const DAY = 24 * 60;

/** A recurrence in UTC, or what is wrong, of which key, and what to write instead. */
export type InUtc =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly of: "cron" | "timeZone"; readonly message: string; readonly fix: string };

/**
 * A recurrence of a time zone in UTC, for schedulers that know no other. A zone with daylight-saving time has no
 * such recurrence: half of the year it would be an hour late.
 */
export function cronInUtc(cron: string, timeZone: string): InUtc {
  const parsed = parseCron(cron);
  if (!parsed.ok) return { ...parsed, of: "cron" };
  const offset = offsetOf(timeZone);
  if (offset.kind === "unknown") {
    const fix = 'Write a name of the IANA database, such as "Asia/Tokyo", or "UTC".';
    return { ok: false, of: "timeZone", message: "is not a time zone", fix };
  }
  if (offset.kind === "changing") {
    const message =
      "has daylight-saving time, and Beanstalk schedules in UTC: half of the year the time would be an hour off";
    const fix = 'Write the time in "UTC" and accept the shift, or in a zone without daylight-saving time.';
    return { ok: false, of: "timeZone", message, fix };
  }
  const shifted = shiftCron(parsed.value, -offset.minutes);
  if (!shifted.ok) return { ...shifted, of: "cron" };
  return { ok: true, value: formatCron(shifted.value) };
}

/** The same moments on a clock that is `minutes` ahead, -1439 to 1439. */
export function shiftCron(cron: Cron, minutes: number): Parsed<Cron> {
  const times = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute + minutes));
  const moved = [...new Set(times.map((time) => modulo(time, DAY)))];
  const shifted = {
    minutes: ascending(moved.map((time) => time % 60)),
    hours: ascending(moved.map((time) => Math.floor(time / 60))),
  };
  if (shifted.minutes.length * shifted.hours.length !== moved.length) {
    const message = "cannot be written in UTC as one recurrence: hours and minutes no longer combine";
    return { ok: false, message, fix: "Write a schedule for each time of day." };
  }
  if (["days", "months", "weekdays"].every((key) => isEvery(cron, key as keyof Cron))) {
    return { ok: true, value: { ...cron, ...shifted } };
  }
  const shifts = [...new Set(times.map((time) => Math.floor(time / DAY)))];
  const [shift = 0] = shifts;
  if (shifts.length > 1) {
    const message = "cannot be written in UTC as one recurrence: some of its times are on another day there";
    return { ok: false, message, fix: "Write a schedule for each time of day." };
  }
  if (shift !== 0 && !(isEvery(cron, "days") && isEvery(cron, "months"))) {
    const message =
      "cannot be written in UTC: there it is another day, and the days of a month or the month itself would be others";
    return { ok: false, message, fix: "Choose days of the week, or a time that is on the same day in UTC." };
  }
  const weekdays = ascending(cron.weekdays.map((day) => modulo(day + shift, 7)));
  return { ok: true, value: { ...cron, ...shifted, weekdays } };
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function modulo(number: number, by: number): number {
  return ((number % by) + by) % by;
}
