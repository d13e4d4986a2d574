import { offsetOf } from "../../modules/scaling/time-zone";
import type { Problem } from "../problem";
import type { ScalingSchedule } from "../scaling-plan";
import type { Rule, Subject } from "./rule";

/** Schedules have time zones that exist and sound bounds, and do not leave them for ever by accident. */
export const scalingSchedules: Rule = (subject) =>
  subject.environment.services.flatMap(({ name, scaling }) => {
    const path = ["services", name, "scaling", "schedules"];
    const schedules = scaling?.schedules ?? [];
    const problems = schedules.flatMap((schedule) => scheduleProblems(subject, path, schedule));
    return [...problems, ...lonely(subject, path, schedules)];
  });

function scheduleProblems(
  subject: Subject,
  path: readonly string[],
  { name, timeZone, minTasks, maxTasks }: ScalingSchedule,
): Problem[] {
  const problems: Problem[] = [];
  if (offsetOf(timeZone).kind === "unknown") {
    const fix = 'Write a name of the IANA database, such as "Asia/Tokyo", or "UTC".';
    const saying = { message: "is not a time zone", got: timeZone, fix };
    problems.push(subject.problem([...path, name, "timeZone"], saying));
  }
  if (maxTasks < minTasks) {
    const message = `is below minTasks, which is ${minTasks}`;
    const saying = { message, got: maxTasks, fix: `Write at least ${minTasks}.` };
    problems.push(subject.problem([...path, name, "maxTasks"], saying));
  }
  return problems;
}

/** A schedule's bounds stay until another one changes them. */
function lonely(subject: Subject, path: readonly string[], schedules: readonly ScalingSchedule[]): Problem[] {
  const [only] = schedules;
  if (only === undefined || schedules.length > 1) return [];
  const message = `sets ${only.minTasks} to ${only.maxTasks} tasks for good: no other schedule takes that back`;
  const fix = "Write a second schedule for the time after it.";
  return [subject.problem([...path, only.name], { severity: "warning", message, fix })];
}
