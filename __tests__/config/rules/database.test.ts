import { describe, expect, it } from "vitest";
import { changed, complaints, validated } from "../../support/config";

const place = "teams/festa.yaml";
const database = "environments.production.database";
const withDatabase = (keys: string, className = "staging") =>
  changed("class: production", `class: ${className}`, changed("database: {}", `database: { ${keys} }`));

describe("the database", () => {
  it("accepts one that pauses outside production", () => {
    const { environments, problems } = validated(withDatabase("minCapacityAcu: 0"));
    expect(problems).toEqual([]);
    expect(environments?.[0]?.database?.autoPauseSeconds).toBe(300);
  });

  it.each([
    [
      "a pause in production",
      "minCapacityAcu: 0",
      "production",
      `15:33 ${database}.minCapacityAcu: lets the database pause; in class production the first visitor would wait 15 seconds or more; got 0. Write at least 0.5.`,
    ],
    [
      "a pause that the version lacks",
      'minCapacityAcu: 0, version: "8.0.mysql_aurora.3.07.1"',
      "staging",
      `15:33 ${database}.minCapacityAcu: needs Aurora 3.08.0 or later, and version is 8.0.mysql_aurora.3.07.1; got 0. Write version "8.0.mysql_aurora.3.08.0" or later, or at least 0.5.`,
    ],
    [
      "less than the least",
      "minCapacityAcu: 8, maxCapacityAcu: 4",
      "staging",
      `15:52 ${database}.maxCapacityAcu: is below minCapacityAcu, which is 8; got 4. Raise maxCapacityAcu or lower minCapacityAcu.`,
    ],
    [
      "a pause that never comes",
      "autoPauseSeconds: 600",
      "staging",
      `15:35 ${database}.autoPauseSeconds: counts only with \`minCapacityAcu: 0\`, and that is 0.5; got 600. Remove it, or write \`minCapacityAcu: 0\`.`,
    ],
    [
      "a schema of MySQL's own",
      "databaseName: mysql",
      "staging",
      `15:31 ${database}.databaseName: is a schema of MySQL's own; got "mysql". Choose another name, such as "app".`,
    ],
    [
      "a short window",
      'backupWindow: "16:00-16:20"',
      "staging",
      `15:31 ${database}.backupWindow: is too short; got "16:00-16:20". Make it at least 30 minutes long.`,
    ],
    [
      "a short weekly window",
      'maintenanceWindow: "sat:23:50-sun:00:10"',
      "staging",
      `15:36 ${database}.maintenanceWindow: is too short; got "sat:23:50-sun:00:10". Make it at least 30 minutes long.`,
    ],
    [
      "a backwards window",
      'maintenanceWindow: "mon:10:00-sun:10:00"',
      "staging",
      `15:36 ${database}.maintenanceWindow: is longer than a day; got "mon:10:00-sun:10:00". Make it shorter.`,
    ],
    [
      "windows that overlap over midnight",
      'maintenanceWindow: "sat:23:30-sun:00:30", backupWindow: "00:00-01:00"',
      "staging",
      `15:73 ${database}.backupWindow: overlaps the maintenance window sat:23:30-sun:00:30; got "00:00-01:00". Move one of the two.`,
    ],
  ])("refuses %s", (_what, keys, className, complaint) => {
    const found = complaints(validated(withDatabase(keys, className)));
    expect(found[0]).toBe(`${place}:${complaint}`);
  });

  it("accepts windows that touch", () => {
    const keys = 'maintenanceWindow: "sun:17:00-sun:18:00", backupWindow: "16:00-17:00"';
    expect(complaints(validated(withDatabase(keys)))).toEqual([]);
  });
});
