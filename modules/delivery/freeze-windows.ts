import type { Cron } from "../scaling/cron";
import { minutesAheadAt } from "../scaling/time-zone";

/** A window whose beginning and end come again and again. */
export interface RecurringFreeze {
  readonly kind: "recurring";
  readonly name: string;
  readonly from: Cron;
  readonly until: Cron;
  /** IANA name. */
  readonly timeZone: string;
}

/** A window between two moments. */
export interface DatedFreeze {
  readonly kind: "dated";
  readonly name: string;
  /** Day and time as in "2026-12-18T18:00", of `timeZone`. */
  readonly from: string;
  /** Day and time as in "2027-01-04T08:00", of `timeZone`. */
  readonly until: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** A time in which nothing is deployed. */
export type FreezeWindow = RecurringFreeze | DatedFreeze;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Days that are looked back for the last turn of a recurring window. */
const LOOK_BACK_DAYS = 1500;

/** Milliseconds of Unix time of a day and time in a zone; an hour that clocks skip is taken as after the change. */
export function momentOf(dateTime: string, timeZone: string): number {
  const asUtc = Date.parse(`${dateTime}:00Z`);
  const guess = asUtc - minutesAheadAt(timeZone, asUtc) * MINUTE;
  return asUtc - minutesAheadAt(timeZone, guess) * MINUTE;
}

/** Whether a recurring window is closed at a moment of Unix time: it has begun since it last ended. */
export function isClosedAt({ from, until, timeZone }: RecurringFreeze, moment: number): boolean {
  const local = moment + minutesAheadAt(timeZone, moment) * MINUTE;
  const begun = lastTurn(from, local);
  const ended = lastTurn(until, local);
  return begun !== undefined && (ended === undefined || begun > ended);
}

/** Last turn at or before a local time, both in milliseconds of a clock without zone. */
function lastTurn(cron: Cron, local: number): number | undefined {
  const today = Math.floor(local / DAY) * DAY;
  for (let back = 0; back <= LOOK_BACK_DAYS; back += 1) {
    const day = today - back * DAY;
    if (!isDayOf(cron, new Date(day))) continue;
    const minutes = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
    const turns = minutes.map((minute) => day + minute * MINUTE).filter((turn) => turn <= local);
    if (turns.length > 0) return Math.max(...turns);
  }
  return undefined;
}

function isDayOf({ days, months, weekdays }: Cron, day: Date): boolean {
  return (
    days.includes(day.getUTCDate()) &&
    months.includes(day.getUTCMonth() + 1) &&
    weekdays.includes(day.getUTCDay())
  );
}
