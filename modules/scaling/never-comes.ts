import type { Cron } from "./cron";

/** Days of each month, from January on; February at its longest. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a recurrence names only days that none of its months has, such as 30 February. */
export function neverComes({ days, months }: Pick<Cron, "days" | "months">): boolean {
  const [first = 1] = days;
  return months.every((month) => first > (DAYS[month - 1] ?? 0));
}
