import { supportsAutoPause } from "../../modules/database/engine";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** Names that MySQL keeps for itself. */
const SYSTEM_SCHEMAS = ["mysql", "information_schema", "performance_schema", "sys"];

/** Capacity makes sense, a database that pauses can, and production never waits for one to wake up. */
export const database: Rule = (subject) => {
  const spec = subject.environment.database;
  if (spec === undefined) return [];
  const problems: Problem[] = [];
  const say = (key: string, message: string, got: unknown, fix: string) =>
    problems.push(subject.problem(["database", key], { message, got, fix }));
  if (spec.maxCapacityAcu < spec.minCapacityAcu) {
    const fix = "Raise maxCapacityAcu or lower minCapacityAcu.";
    say(
      "maxCapacityAcu",
      `is below minCapacityAcu, which is ${spec.minCapacityAcu}`,
      spec.maxCapacityAcu,
      fix,
    );
  }
  if (spec.minCapacityAcu === 0 && subject.environment.class === "production") {
    const message =
      "lets the database pause; in class production the first visitor would wait 15 seconds or more";
    say("minCapacityAcu", message, 0, "Write at least 0.5.");
  }
  if (spec.minCapacityAcu === 0 && !supportsAutoPause(spec.version)) {
    const fix = 'Write version "8.0.mysql_aurora.3.08.0" or later, or at least 0.5.';
    say("minCapacityAcu", `needs Aurora 3.08.0 or later, and version is ${spec.version}`, 0, fix);
  }
  const pause = subject.written(["database", "autoPauseSeconds"]);
  if (spec.minCapacityAcu !== 0 && pause?.kind === "scalar") {
    const message = `counts only with \`minCapacityAcu: 0\`, and that is ${spec.minCapacityAcu}`;
    say("autoPauseSeconds", message, pause.value, "Remove it, or write `minCapacityAcu: 0`.");
  }
  const [, , , region] = spec.snapshot?.split(":", 4) ?? [];
  const here = subject.environment.region;
  if (spec.snapshot?.startsWith("arn:") && here !== "" && region !== here) {
    const fix = `Copy the snapshot to ${here} and write that one.`;
    say(
      "snapshot",
      `is in ${region}, and a database starts only from a snapshot in ${here}`,
      spec.snapshot,
      fix,
    );
  }
  if (SYSTEM_SCHEMAS.includes(spec.databaseName.toLowerCase())) {
    say(
      "databaseName",
      "is a schema of MySQL's own",
      spec.databaseName,
      'Choose another name, such as "app".',
    );
  }
  return problems;
};
