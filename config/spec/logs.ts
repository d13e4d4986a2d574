import { z } from "zod";
import { says } from "./says";

/** Retention periods that CloudWatch Logs has. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Days that a log is kept in CloudWatch Logs. */
export const logRetentionDays = z
  .number()
  .refine((days) => (LOG_RETENTION_DAYS as readonly number[]).includes(days), {
    error: says(
      "is not a retention that CloudWatch Logs has",
      `Write one of ${LOG_RETENTION_DAYS.join(", ")}.`,
    ),
  })
  .describe("Days that CloudWatch Logs keeps an event.");
