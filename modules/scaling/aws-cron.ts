import { type Cron, formatCron, isEvery, type Parsed } from "./cron";

const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * A recurrence in five fields as the `cron(…)` of EventBridge Scheduler and of Application Auto Scaling. That has a
 * sixth field for the year, days of the week by name, and exactly one `?`: it cannot say "on the 1st, and on
 * Mondays", which five fields can.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function awsCron(cron: Cron): Parsed<string> {
  if (!isEvery(cron, "days") && !isEvery(cron, "weekdays")) {
    const message = "names days of the month and of the week, which AWS cannot combine";
    return { ok: false, message, fix: 'Write "*" for one of the two, and a second schedule for the other.' };
  }
  const [minutes, hours, days, months] = formatCron(cron).split(" ");
  const fields = isEvery(cron, "weekdays")
    ? [minutes, hours, days, months, "?"]
    : [minutes, hours, "?", months, cron.weekdays.map((day) => WEEKDAYS[day]).join(",")];
  return { ok: true, value: `cron(${[...fields, "*"].join(" ")})` };
}
