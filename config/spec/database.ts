import { z } from "zod";
import { logRetentionDays } from "./logs";
import { says } from "./says";
import { whole } from "./text";

const acu = z
  .number()
  .min(0, { error: "is below 0" })
  .max(256, { error: "is above 256" })
  .multipleOf(0.5, { error: "is not a multiple of 0.5" });

const window = z
  .string()
  .regex(
    /^(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):[0-5]\d-(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):[0-5]\d$/,
    {
      error: says("is not a weekly window", 'Write it in UTC, as in "sun:18:00-sun:19:00".'),
    },
  );

/** Names that Aurora or MySQL keeps for itself. */
const RESERVED_USERS = ["admin", "event_scheduler", "master", "root", "system"];

const userName = z
  .string()
  .max(32, { error: "is longer than 32 characters" })
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, {
    error: says(
      "is not a name in lower-case letters, digits and single underscores",
      'Write one like "app".',
    ),
  })
  .refine((name) => !RESERVED_USERS.includes(name) && !/^(aws|mysql|rds)/.test(name), {
    error: says("is a name that the database keeps for itself", 'Write one like "app".'),
  });

const databaseUser = z
  .strictObject({
    rights: z
      .enum(["data", "schema"])
      .describe("Whether it works with the data only, or may change tables, too (migrations)."),
    rotationDays: whole(1, 365).describe(
      "Days between two new passwords; running services are redeployed after each.",
    ),
  })
  .partial();

/** The relational database of an environment. */
export const databaseSpec = z
  .strictObject({
    engine: z.literal("aurora-mysql").describe("Aurora MySQL Serverless v2."),
    version: z
      .string()
      .regex(/^(8\.0\.mysql_aurora\.3\.\d{1,2}\.\d{1,2}|8\.4\.mysql_aurora\.8\.4\.\d{1,2})$/, {
        error: says("is not a version of Aurora MySQL 3 or 8.4", 'Write it like "8.0.mysql_aurora.3.10.4".'),
      })
      .describe("Engine version. 8.0 (Aurora 3) is what Ghost documents; 8.4 is opt-in."),
    minCapacityAcu: acu.describe(
      "Least capacity in Aurora capacity units of about 2 GiB. 0 pauses when idle; not in class production.",
    ),
    maxCapacityAcu: acu.min(1, { error: "is below 1" }).describe("Most capacity in Aurora capacity units."),
    autoPauseSeconds: whole(300, 86_400).describe(
      "Idle seconds before the database pauses; only with `minCapacityAcu: 0`.",
    ),
    instances: whole(1, 15).describe(
      "Number of instances: one writer, the rest readers that take over when it fails.",
    ),
    databaseName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, {
        error: "is not a database name of letters, digits and underscores",
      })
      .describe("Name of the schema made with the cluster."),
    snapshot: z
      .string()
      .max(255)
      .regex(
        /^(arn:aws:rds:[a-z0-9-]+:\d{12}:cluster-snapshot:)?(rds:)?[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/,
        {
          error: says(
            "is not the name or ARN of a cluster snapshot",
            'Write it like "festa-production-2026-11-01".',
          ),
        },
      )
      .describe("Cluster snapshot that a new database starts from; without effect on one that exists."),
    backupRetentionDays: whole(1, 35).describe("Days of point-in-time recovery."),
    passwordRotationDays: whole(1, 1000).describe(
      "Days between rotations of the master password; running services are redeployed after each.",
    ),
    users: z
      .record(userName, databaseUser)
      .describe(
        "Users apart from the master, whose passwords services read with `{ from: database.password, user: NAME }`.",
      ),
    insights: z
      .enum(["standard", "advanced"])
      .describe("CloudWatch Database Insights mode; `advanced` costs extra."),
    maintenanceWindow: window.describe("Weekly maintenance window in UTC."),
    logRetentionDays: logRetentionDays.describe(
      "Days that the error and slow query logs are kept in CloudWatch Logs.",
    ),
    backupWindow: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, {
        error: says("is not a daily window", 'Write it in UTC, as in "16:00-17:00".'),
      })
      .describe("Daily backup window in UTC."),
  })
  .partial()
  .describe("Aurora MySQL Serverless v2.");
