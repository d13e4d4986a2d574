import { awsCron } from "../../modules/scaling/aws-cron";
import { parseCron } from "../../modules/scaling/cron";
import { isTimeZone } from "../../modules/scaling/time-zone";
import type { Schedule } from "../kind-plan";
import type { FilledService } from "./filled";
import type { Say } from "./say";

const TIMES = 'Write `cron: "0 3 * * *"`, or `everyMinutes: 30`.';

/** When the tasks of a service are started; undefined when it says nothing of it. */
export function resolveSchedule(
  say: Say,
  service: readonly string[],
  { schedule }: FilledService,
): Schedule | undefined {
  if (schedule === undefined) return undefined;
  const path = [...service, "schedule"];
  const { timeZone, retries, retryWindowSeconds, flexibleMinutes, enabled } = schedule;
  if (!isTimeZone(timeZone)) {
    const fix = 'Write a name of the IANA database, such as "Asia/Tokyo", or "UTC".';
    say([...path, "timeZone"], { message: "is not a time zone", got: timeZone, fix });
  }
  return {
    expression: expressionOf(say, path, schedule),
    cron: writtenCron(schedule),
    timeZone,
    retries,
    retryWindowSeconds,
    flexibleMinutes,
    enabled,
  };
}

type Written = NonNullable<FilledService["schedule"]>;

function writtenCron({ cron }: Written): string | undefined {
  return cron === "none" ? undefined : cron;
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
function expressionOf(say: Say, path: readonly string[], schedule: Written): string {
  const cron = writtenCron(schedule);
  const minutes = schedule.everyMinutes === "none" ? undefined : schedule.everyMinutes;
  if (cron !== undefined && minutes !== undefined) {
    const message = "has both `cron` and `everyMinutes`";
    say(path, { message, fix: "Write `none` for the one that does not count." });
  }
  if (cron === undefined && minutes === undefined) say(path, { message: "says no time", fix: TIMES });
  if (cron === undefined) return `rate(${minutes} ${minutes === 1 ? "minute" : "minutes"})`;
  const parsed = parseCron(cron);
  const expression = parsed.ok ? awsCron(parsed.value) : parsed;
  if (expression.ok) return expression.value;
  say([...path, "cron"], { message: expression.message, got: cron, fix: expression.fix });
  return "";
}
