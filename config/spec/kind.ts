import { z } from "zod";
import { NAME_LENGTH, slug, text, whole } from "./text";

/** What a service is: what keeps running, and what is only started. */
export const KINDS = ["web", "internal", "worker", "task", "schedule"] as const;

const none = z.literal("none");

const schedule = z
  .strictObject({
    cron: z
      .union([none, text(128)])
      .describe(
        "Five fields of cron: minute, hour, day of month, month, day of week; `none` drops an inherited one.",
      ),
    everyMinutes: z
      .union([none, whole(1, 44_640)])
      .describe("Minutes from one start to the next, instead of `cron`; `none` drops inherited ones."),
    timeZone: text(64).describe(
      "IANA time zone of `cron`, such as Asia/Tokyo; it may have daylight-saving time.",
    ),
    retries: whole(0, 185).describe("Times that a start is tried again when ECS does not take it."),
    retryWindowSeconds: whole(60, 86_400).describe("Seconds after which a start is given up."),
    flexibleMinutes: whole(0, 1440).describe(
      "Minutes within which a start may be late, to spread load; 0 for none.",
    ),
    enabled: z.boolean().describe("Whether tasks are started."),
  })
  .partial()
  .describe("When a task is started. A run that takes longer than the interval overlaps with the next.");

/** Keys that say what a service is and when it runs. */
export const kindKeys = {
  kind: z
    .enum(KINDS)
    .describe(
      "`web` behind the public load balancer, `internal` behind one inside the network, `worker` without port, `task` started by hand, `schedule` started by time. Follows from `schedule` and `port` when absent.",
    ),
  like: slug(NAME_LENGTH.service).describe(
    "Service of the environment whose keys are taken where this one writes none: another mode of the same image.",
  ),
  schedule,
};
