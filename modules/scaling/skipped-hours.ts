import { minutesAheadAt } from "./time-zone";

/** Clocks go forward once a year; of two years one is enough where a government changes its mind. */
const WATCHED = { first: Date.UTC(2026, 0, 1), last: Date.UTC(2027, 11, 31) } as const;
const MINUTE = 60_000;
const STEP_MILLISECONDS = 7 * 24 * 60 * MINUTE;

/**
 * The hours of the day, 0 to 23, that a zone's clocks jump over when daylight-saving time begins: what is planned
 * then does not run that day. Empty for a zone without daylight-saving time.
 */
export function skippedHours(timeZone: string): readonly number[] {
  const hours = new Set<number>();
  for (let at: number = WATCHED.first; at < WATCHED.last; at += STEP_MILLISECONDS) {
    const before = minutesAheadAt(timeZone, at);
    const gained = minutesAheadAt(timeZone, at + STEP_MILLISECONDS) - before;
    if (gained <= 0) continue;
    const jump = jumpBetween(timeZone, at, at + STEP_MILLISECONDS);
    for (let minute = 0; minute < gained; minute++) {
      hours.add(new Date(jump + (before + minute) * MINUTE).getUTCHours());
    }
  }
  return [...hours].sort((a, b) => a - b);
}

/** First minute with the later offset. */
function jumpBetween(timeZone: string, from: number, to: number): number {
  const before = minutesAheadAt(timeZone, from);
  let low = from;
  let high = to;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (minutesAheadAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
