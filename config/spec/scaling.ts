import { z } from "zod";
import { slug, text, whole } from "./text";
import { timeZoneName } from "./time-zone";

/** Most tasks of a service, unless AWS raises the quota. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MOST_TASKS = 5000;

const percent = whole(1, 100);
const tasks = whole(0, MOST_TASKS);
const orNone = <T extends z.ZodType>(spec: T) => z.union([z.literal("none"), spec]);

const steps = <T extends z.ZodType>(step: T) => z.array(step).max(10, { error: "has more than ten steps" });

/** @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html */
const step = z
  .strictObject({
    metric: z.enum(["cpu", "memory"]).describe("What is watched: average use of the tasks' CPU or memory."),
    periodMinutes: whole(1, 60).describe("Minutes that the use is averaged over."),
    add: steps(
      z.strictObject({
        abovePercent: percent.describe("Use above which tasks are added."),
        tasks: whole(1, MOST_TASKS).describe("Tasks to add."),
      }),
    ).describe(
      "Tasks to add above a use, as in `{ abovePercent: 20, tasks: 2 }`; of several the highest counts.",
    ),
    remove: steps(
      z.strictObject({
        belowPercent: percent.describe("Use below which tasks are removed."),
        tasks: whole(1, MOST_TASKS).describe("Tasks to remove."),
      }),
    ).describe(
      "Tasks to remove below a use, as in `{ belowPercent: 20, tasks: 2 }`; of several the lowest counts.",
    ),
  })
  .partial();

const schedule = z
  .strictObject({
    cron: text(128).describe("Minute, hour, day of month, month and day of week, in `timeZone`."),
    timeZone: timeZoneName.describe(
      "IANA time zone, whose daylight-saving time is followed; UTC when absent.",
    ),
    minTasks: tasks.describe("Least number of tasks from then on; missing ones start at once."),
    maxTasks: tasks.describe("Most tasks from then on."),
  })
  .partial()
  .describe("A change of the bounds at a time known beforehand.");

/** How the number of a service's tasks changes by itself. */
export const scalingSpec = z
  .strictObject({
    minTasks: tasks.describe("Least number of tasks; `desiredCount` when absent."),
    maxTasks: whole(1, MOST_TASKS).describe("Most tasks; twice the least when absent."),
    cpuPercent: orNone(percent).describe("Average use of the tasks' CPU that is kept, or `none`."),
    memoryPercent: orNone(percent).describe("Average use of the tasks' memory that is kept, or `none`."),
    requestsPerTaskPerMinute: orNone(whole(1, 10_000_000)).describe(
      "Requests from the load balancer that each task gets in a minute, which is kept; or `none`.",
    ),
    step: orNone(step).describe("Tasks that come and go in steps, instead of a use that is kept; or `none`."),
    scaleOutCooldownSeconds: whole(0, 3600).describe("Seconds after tasks were added before more are."),
    scaleInCooldownSeconds: whole(0, 3600).describe("Seconds after tasks were removed before more are."),
    schedules: z
      .record(slug(32), orNone(schedule))
      .describe("Other bounds by the clock, by name; `none` drops an inherited one."),
  })
  .partial();

/** How many of a service's tasks may be taken away. */
export const spotSpec = z
  .strictObject({
    percent: whole(0, 100).describe("Share of the tasks above `baseTasks` that run on Fargate Spot."),
    baseTasks: whole(0, 1000).describe("Tasks that never do: they come first."),
  })
  .partial();

/** Keys of a service about the number of its tasks. */
export const scalingKeys = {
  scaling: orNone(scalingSpec).describe(
    "Scaling of the tasks, or `none`; on Beanstalk there is `beanstalk.scaling`.",
  ),
  spot: orNone(spotSpec).describe(
    "Fargate Spot, up to 70 % cheaper: AWS may stop such a task, two minutes after telling it; or `none`.",
  ),
};
