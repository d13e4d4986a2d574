/** First and last day, in UTC, between which an offset has to stay the same to be called fixed. */
const WATCHED = { first: Date.UTC(2025, 0, 1), last: Date.UTC(2026, 11, 31) } as const;

/** Daylight-saving time of some zones lasts only a few weeks. */
const STEP_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/** A zone's minutes ahead of UTC, or why there is no single number. */
export type Offset =
  | { readonly kind: "fixed"; readonly minutes: number }
  | { readonly kind: "changing" }
  | { readonly kind: "unknown" };

/**
 * The offset of an IANA time zone from UTC. It is looked up in Node's own tables, over two fixed years, so that
 * the answer does not depend on the day it is asked.
 */
export function offsetOf(timeZone: string): Offset {
  const known = cache.get(timeZone);
  if (known !== undefined) return known;
  const offset = measured(timeZone);
  cache.set(timeZone, offset);
  return offset;
}

/** Whether AWS's schedulers know a zone by this name: one of the IANA database, and no bare offset. */
export function isTimeZone(name: string): boolean {
  return !/^[+-]/.test(name) && offsetOf(name).kind !== "unknown";
}

/** Minutes that a known zone is ahead of UTC at a moment. */
export function minutesAheadAt(timeZone: string, at: number): number {
  const format = formatOf(timeZone);
  return format === undefined ? 0 : minutesAhead(format, at);
}

const cache = new Map<string, Offset>();

function measured(timeZone: string): Offset {
  const format = formatOf(timeZone);
  if (format === undefined) return { kind: "unknown" };
  const minutes = minutesAhead(format, WATCHED.first);
  for (let at: number = WATCHED.first; at <= WATCHED.last; at += STEP_MILLISECONDS) {
    if (minutesAhead(format, at) !== minutes) return { kind: "changing" };
  }
  return { kind: "fixed", minutes };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    return undefined;
  }
}

function minutesAhead(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return Math.round((local - at) / 60_000);
}
