import { z } from "zod";
import { says } from "./says";
import { slug, text, whole } from "./text";
import { timeZoneName } from "./time-zone";

/** How Beanstalk brings a new version to its instances, safest last. */
export const DEPLOYMENT_POLICIES = [
  "all-at-once",
  "rolling",
  "rolling-with-additional-batch",
  "immutable",
  "traffic-splitting",
] as const;

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html */
const deployment = z
  .strictObject({
    policy: z
      .enum(DEPLOYMENT_POLICIES)
      .describe("How a new version reaches the instances; a singleton takes `all-at-once`."),
    batchPercent: whole(1, 100).describe("Share of the instances in a batch of a rolling deployment."),
    timeoutSeconds: whole(1, 3600).describe("Seconds that an instance may take to run a deployment."),
    trafficPercent: whole(1, 100).describe("Share of requests for the new version in traffic splitting."),
    evaluationMinutes: whole(3, 600).describe(
      "Minutes in which the new version has to stay healthy in traffic splitting.",
    ),
  })
  .partial()
  .describe("Deployment of new versions.");

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html */
const managedUpdates = z
  .strictObject({
    start: z
      .string()
      .regex(/^(Sun|Mon|Tue|Wed|Thu|Fri|Sat):([01]\d|2[0-3]):[0-5]\d$/, {
        error: says("is not a day and time", 'Write it in UTC, as in "Sun:18:00".'),
      })
      .describe("Day and time in UTC at which the weekly window of two hours starts."),
    level: z.enum(["minor", "patch"]).describe("Largest step that is taken by itself."),
  })
  .partial();

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.as.html */
const scaling = z
  .strictObject({
    metric: z
      .enum(["cpu", "latency"])
      .describe("What is watched: CPU of the instances in per cent, or response time in seconds."),
    upper: z.number().gt(0).max(4000).describe("Value above which instances are added."),
    lower: z.number().min(0).max(4000).describe("Value below which instances are removed."),
    periodMinutes: whole(1, 60).describe("Minutes that the value is averaged over."),
    step: whole(1, 100).describe("Instances added or removed at a time."),
    cooldownSeconds: whole(0, 10_000).describe("Seconds after a step in which there is no other."),
  })
  .partial();

const schedule = z
  .strictObject({
    cron: text(128).describe("Minute, hour, day of month, month and day of week, in `timeZone`."),
    timeZone: timeZoneName.describe("IANA time zone without daylight-saving time; UTC when absent."),
    minInstances: whole(0, 10_000).describe("Least number of instances from then on."),
    maxInstances: whole(0, 10_000).describe("Most instances from then on."),
    desiredInstances: whole(0, 10_000).describe(
      "Instances that are there at once; scaling goes on from them.",
    ),
  })
  .partial()
  .describe("A change of the number of instances at a time known beforehand.");

const worker = z
  .strictObject({
    httpPath: z
      .string()
      .regex(/^\/[A-Za-z0-9._~/-]{0,255}$/, { error: "is not a path" })
      .describe("Path that each message of the queue is posted to."),
    visibilityTimeoutSeconds: whole(1, 43_200).describe("Seconds in which a message has to be answered."),
    connections: whole(1, 100).describe("Messages that an instance works on at a time."),
    maxRetries: whole(1, 100).describe("Failures after which a message goes to the dead-letter queue."),
    retentionSeconds: whole(60, 1_209_600).describe("Seconds that a message is kept."),
  })
  .partial()
  .describe("The queue of a worker.");

const instances = whole(1, 10_000);

/** A service on Elastic Beanstalk. */
export const beanstalkSpec = z
  .strictObject({
    platform: z
      .string()
      .max(128)
      .regex(/^64bit Amazon Linux 2023 v\d+\.\d+\.\d+ running ECS$/, {
        error: says(
          "is not a complete platform version of the branch ECS on Amazon Linux 2023",
          'Write it like "64bit Amazon Linux 2023 v4.1.1 running ECS".',
        ),
      })
      .describe("Platform version (solution stack) that new instances start from."),
    tier: z
      .enum(["web", "worker"])
      .describe("`web` has a load balancer, `worker` takes messages from a queue; with a port `web`."),
    loadBalancer: z
      .enum(["dedicated"], {
        error: says(
          "is not offered: address family (dualstack), certificate and firewall of a shared load balancer are not Beanstalk's to set",
          "Write `dedicated`, or remove it.",
        ),
      })
      .describe("Every web service has a load balancer of its own."),
    instanceTypes: z
      .array(
        z
          .string()
          .max(32)
          .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, { error: "is not an EC2 instance type" }),
      )
      .min(1)
      .max(10)
      .describe("EC2 instance types, best first; the smallest that holds the task when absent."),
    minInstances: instances.describe("Least number of instances; `desiredCount` when absent."),
    maxInstances: instances.describe("Most instances; twice the least when absent."),
    deployment,
    managedUpdates: z
      .union([z.literal("none"), managedUpdates])
      .describe("Weekly platform updates, or `none`; a singleton takes `none`."),
    scaling: z.union([z.literal("none"), scaling]).describe("Scaling by load, or `none`."),
    schedules: z
      .record(slug(32), z.union([z.literal("none"), schedule]))
      .describe("Scaling by the clock, by name; `none` drops an inherited one."),
    worker,
  })
  .partial()
  .describe("What only services with `runtime: beanstalk` have.");

/** A service on Beanstalk as written. */
export type BeanstalkSpec = z.infer<typeof beanstalkSpec>;
