/** The five fields of a recurrence: minute, hour, day of month, month, day of week (0 is Sunday). */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
}

interface Field {
  readonly key: keyof Cron;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Words for the numbers from `min` on. */
  readonly words: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: readonly Field[] = [
  { key: "minutes", name: "minute", min: 0, max: 59, words: [] },
  { key: "hours", name: "hour", min: 0, max: 23, words: [] },
  { key: "days", name: "day of month", min: 1, max: 31, words: [] },
  { key: "months", name: "month", min: 1, max: 12, words: MONTHS },
  // 7 is Sunday, too; it becomes 0.
  { key: "weekdays", name: "day of week", min: 0, max: 7, words: WEEKDAYS },
];

/** A value, or what is wrong with the text and what to write instead. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly fix: string };

/**
 * Reads a recurrence of Auto Scaling, which is Unix cron: exactly five fields, no year and no seconds.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 */
export function parseCron(text: string): Parsed<Cron> {
  const words = text.trim().split(/\s+/);
  if (words.length !== FIELDS.length) {
    return {
      ok: false,
      message: `has ${words.length} fields, and a recurrence has five: minute, hour, day of month, month, day of week`,
      fix: 'Write it like "0 8 * * 1-5", without year, seconds or "?".',
    };
  }
  const found = FIELDS.map((field, index) => ({ field, values: parseField(words[index] ?? "", field) }));
  const wrong = found.findIndex(({ values }) => values === undefined);
  if (wrong !== -1) {
    const { name = "", min = 0, max = 0 } = FIELDS[wrong] ?? {};
    const fix = `Write numbers from ${min} to ${max}, as in "*", "5", "1-5", "1,3" or "*/2".`;
    return { ok: false, message: `has "${words[wrong]}" for the ${name}`, fix };
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = found.map(
    ({ values }) => values ?? [],
  );
  return { ok: true, value: { minutes, hours, days, months, weekdays: sundays(weekdays) } };
}

/** The recurrence in its shortest canonical spelling. */
export function formatCron(cron: Cron): string {
  return FIELDS.map((field) => formatField(cron[field.key], lastOf(field) - field.min + 1)).join(" ");
}

/** Whether a field names every value that it can have. */
export function isEvery(cron: Cron, key: keyof Cron): boolean {
  const field = FIELDS.find((one) => one.key === key);
  return field !== undefined && cron[key].length === lastOf(field) - field.min + 1;
}

function lastOf(field: Field): number {
  return field.key === "weekdays" ? 6 : field.max;
}

function parseField(text: string, field: Field): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(\*|[a-z\d]+(?:-[a-z\d]+)?)(?:\/(\d{1,2}))?$/i.exec(part);
    if (match === null) return undefined;
    const [, range = "", step] = match;
    const bounds = boundsOf(range, field, step !== undefined);
    const by = Number(step ?? 1);
    if (bounds === undefined || by === 0) return undefined;
    for (let value = bounds.from; value <= bounds.to; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function boundsOf(range: string, field: Field, stepped: boolean): { from: number; to: number } | undefined {
  if (range === "*") return { from: field.min, to: lastOf(field) };
  const [first = "", last] = range.split("-");
  const from = numberOf(first, field);
  const to = last === undefined ? (stepped ? lastOf(field) : from) : numberOf(last, field);
  return from === undefined || to === undefined || to < from ? undefined : { from, to };
}

function numberOf(text: string, { words, min, max }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return word + min;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

function sundays(weekdays: readonly number[]): readonly number[] {
  return [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b);
}

/** Ranges of three and more are joined; a field with every value is an asterisk. */
function formatField(values: readonly number[], count: number): string {
  if (values.length === count) return "*";
  const parts: string[] = [];
  for (let start = 0; start < values.length; ) {
    let end = start;
    while (values[end + 1] === (values[end] ?? 0) + 1) end += 1;
    const run = values.slice(start, end + 1);
    parts.push(...(run.length > 2 ? [`${run[0]}-${run.at(-1)}`] : run.map(String)));
    start = end + 1;
  }
  return parts.join(",");
}
