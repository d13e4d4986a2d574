import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** Days in which somebody notices that data of production is wrong. */
const LEAST_DAYS = 7;

/** What production holds can be brought back. */
export const backups: Rule = (subject) => {
  const { class: className, database, files } = subject.environment;
  if (className !== "production") return [];
  const problems: Problem[] = [];
  if (database !== undefined && database.backupRetentionDays < LEAST_DAYS) {
    const message = `is below ${LEAST_DAYS}, the least in class production`;
    const fix = `Write at least ${LEAST_DAYS}, or another class.`;
    const got = database.backupRetentionDays;
    problems.push(subject.problem(["database", "backupRetentionDays"], { message, got, fix }));
  }
  if (files?.backup === false) {
    const message = "is false in class production: a file that is deleted is gone";
    const fix = "Write `backup: true`.";
    problems.push(subject.problem(["files", "backup"], { severity: "warning", message, fix }));
  }
  return problems;
};
