import type { Problem } from "../problem";
import type { Rule } from "./rule";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;
const LEAST = 30;

/**
 * Both windows last half an hour or more and do not overlap on any day; AWS refuses anything else.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Maintenance.html
 */
export const windows: Rule = (subject) => {
  const spec = subject.environment.database;
  if (spec === undefined) return [];
  const [weekStart = "", weekEnd = ""] = spec.maintenanceWindow.split("-");
  const [dayStart = "", dayEnd = ""] = spec.backupWindow.split("-");
  const start = minuteOfWeek(weekStart);
  const maintenance = { start, length: (minuteOfWeek(weekEnd) - start + WEEK) % WEEK };
  const backup = { start: minutes(dayStart), length: (minutes(dayEnd) - minutes(dayStart) + DAY) % DAY };
  const problems: Problem[] = [];
  const say = (key: string, message: string, fix: string, got: string) =>
    problems.push(subject.problem(["database", key], { message, got, fix }));
  const longer = `Make it at least ${LEAST} minutes long.`;
  if (maintenance.length < LEAST) say("maintenanceWindow", "is too short", longer, spec.maintenanceWindow);
  if (maintenance.length > DAY) {
    say("maintenanceWindow", "is longer than a day", "Make it shorter.", spec.maintenanceWindow);
  }
  if (backup.length < LEAST) say("backupWindow", "is too short", longer, spec.backupWindow);
  const days = [-1, 0, 1, 2, 3, 4, 5, 6, 7];
  const isOverlapping = days.some((day) => {
    const from = backup.start + day * DAY;
    return from < maintenance.start + maintenance.length && maintenance.start < from + backup.length;
  });
  if (isOverlapping && problems.length === 0) {
    const message = `overlaps the maintenance window ${spec.maintenanceWindow}`;
    say("backupWindow", message, "Move one of the two.", spec.backupWindow);
  }
  return problems;
};

function minuteOfWeek(text: string): number {
  return DAYS.indexOf(text.slice(0, 3)) * DAY + minutes(text.slice(4));
}

function minutes(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
}
