import { type Cron, parseCron } from "../../modules/scaling/cron";
import { neverComes } from "../../modules/scaling/never-comes";
import { skippedHours } from "../../modules/scaling/skipped-hours";
import { isTimeZone } from "../../modules/scaling/time-zone";
import type { Schedule } from "../kind-plan";
import type { Rule } from "./rule";

/** Hours of an ordinary day, of which a schedule that runs in each misses one. */
const EVERY_HOUR = 24;

/** Every schedule comes at some time; a warning of starts that one day in spring does not have. */
export const schedules: Rule = (subject) =>
  subject.environment.services.flatMap(({ name, schedule }) => {
    const cron = schedule && timesOf(schedule);
    if (schedule === undefined || cron === undefined) return [];
    const path = ["services", name, "schedule", "cron"];
    const got = schedule.cron;
    if (neverComes(cron)) {
      const message = "names days that none of its months has";
      return [subject.problem(path, { message, got, fix: "Choose an earlier day of the month." })];
    }
    const [hour] = lostHours(cron, schedule.timeZone);
    if (hour === undefined) return [];
    const message = `names ${clock(hour)}, which ${schedule.timeZone} does not have on the day that clocks go forward: nothing starts then`;
    const fix = "Choose an earlier or later hour, or accept one day without a run.";
    return [subject.problem(path, { severity: "warning", message, got, fix })];
  });

function timesOf({ cron }: Schedule): Cron | undefined {
  const parsed = cron === undefined ? undefined : parseCron(cron);
  return parsed?.ok ? parsed.value : undefined;
}

function lostHours({ hours }: Cron, timeZone: string): readonly number[] {
  if (!isTimeZone(timeZone) || hours.length === EVERY_HOUR) return [];
  return skippedHours(timeZone).filter((hour) => hours.includes(hour));
}

function clock(hour: number): string {
  const two = String(hour).padStart(2, "0");
  return `${two}:00 to ${two}:59`;
}
