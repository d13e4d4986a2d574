import { z } from "zod";
import { says } from "./says";
import { slug, text, whole } from "./text";
import { timeZoneName } from "./time-zone";

/** How tasks on instances are connected. */
export const TASK_NETWORKS = ["bridge", "awsvpc"] as const;

const schedule = z
  .strictObject({
    cron: text(128).describe("Minute, hour, day of month, month and day of week, in `timeZone`."),
    timeZone: timeZoneName.describe(
      "IANA time zone, whose daylight-saving time is followed; UTC when absent.",
    ),
    minInstances: whole(0, 1000).describe("Least number of instances from then on."),
  })
  .partial()
  .describe("A change of the least number of instances at a time known beforehand.");

/** The ECS cluster of an environment; all but `containerInsights` is about services with `runtime: ec2`. */
export const clusterSpec = z
  .strictObject({
    containerInsights: z
      .enum(["enabled", "enhanced"])
      .describe("Container Insights: metrics of services, or with `enhanced` of tasks and containers too."),
    instanceTypes: z
      .array(
        z
          .string()
          .max(32)
          .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, { error: "is not an EC2 instance type" }),
      )
      .min(1)
      .max(20)
      .describe(
        "EC2 instance types, best first; the smallest that holds the largest task twice when absent.",
      ),
    image: z
      .string()
      .regex(/^(recommended|2023\.0\.\d{8})$/, {
        error: says(
          "is not a release of the ECS-optimized image",
          'Write one like "2023.0.20261113", or `recommended`.',
        ),
      })
      .describe(
        "Release of the ECS-optimized Amazon Linux 2023 image; `recommended` is the newest whenever an instance starts.",
      ),
    rootVolumeGiB: whole(30, 16_384).describe("Disk of an instance, for images and scratch files."),
    minInstances: whole(0, 1000).describe("Least number of instances."),
    maxInstances: whole(1, 1000).describe("Most instances."),
    onDemandBase: whole(0, 1000).describe("Instances that are on demand before any is a Spot instance."),
    onDemandPercent: whole(0, 100).describe(
      "Share of the instances above `onDemandBase` that are on demand; below 100 the others are Spot instances.",
    ),
    targetCapacityPercent: whole(1, 100).describe(
      "How full the instances are kept; below 100 there is room for tasks before a new instance has started.",
    ),
    network: z
      .enum(TASK_NETWORKS)
      .describe(
        "`bridge`: tasks share the interface of their instance, on ports that Docker chooses; `awsvpc`: each has one of its own.",
      ),
    schedules: z
      .record(slug(32), z.union([z.literal("none"), schedule]))
      .describe("Instances started ahead of known load, by name; `none` drops an inherited one."),
  })
  .partial()
  .describe("The ECS cluster and its EC2 instances.");
