import type { z } from "zod";
import { awsCron } from "../../modules/scaling/aws-cron";
import { parseCron } from "../../modules/scaling/cron";
import { neverComes } from "../../modules/scaling/never-comes";
import type { Scaling, ScalingSchedule, Spot } from "../scaling-plan";
import type { scalingSpec, spotSpec } from "../spec/scaling";
import { byName } from "./by-name";
import type { FilledService } from "./filled";
import { required, type Say } from "./say";

type Written = z.infer<typeof scalingSpec>;
type Bound = "minTasks" | "maxTasks";
type Step = Required<Exclude<NonNullable<Written["step"]>, "none">>;
/** Scaling; its bounds follow from the number of tasks. */
export type FilledScaling =
  | "none"
  | (Required<Omit<Written, Bound | "step">> & Pick<Written, Bound> & { step: "none" | Step });
/** A share of Spot. */
export type FilledSpot = "none" | Required<z.infer<typeof spotSpec>>;

/** Most tasks where nobody says so, in multiples of the least. */
const GROWTH = 2;

/** Scaling by ECS; Beanstalk scales instances and has keys of its own for that. */
export function resolveScaling(
  say: Say,
  service: readonly string[],
  { scaling, runtime, desiredCount }: FilledService,
): Scaling | undefined {
  if (scaling === "none" || runtime === "beanstalk") return undefined;
  const { cpuPercent, memoryPercent, requestsPerTaskPerMinute, step, schedules, ...rest } = scaling;
  const minTasks = scaling.minTasks ?? desiredCount;
  return {
    ...rest,
    minTasks,
    maxTasks: scaling.maxTasks ?? Math.max(1, minTasks * GROWTH),
    cpuPercent: unlessNone(cpuPercent),
    memoryPercent: unlessNone(memoryPercent),
    requestsPerTaskPerMinute: unlessNone(requestsPerTaskPerMinute),
    step: step === "none" ? undefined : steps(step),
    schedules: byName(schedules).flatMap(([name, written]) =>
      written === "none" ? [] : [schedule(say, [...service, "scaling", "schedules", name], name, written)],
    ),
  };
}

/** Tasks on Fargate Spot; undefined where there are none, as everywhere else. */
export function resolveSpot({ spot, runtime }: FilledService): Spot | undefined {
  return spot === "none" || runtime !== "fargate" ? undefined : spot;
}

function unlessNone(value: "none" | number): number | undefined {
  return value === "none" ? undefined : value;
}

function steps({ metric, periodMinutes, add, remove }: Step): Scaling["step"] {
  return {
    metric,
    periodMinutes,
    add: add.map(({ abovePercent: percent, tasks }) => ({ percent, tasks })),
    remove: remove.map(({ belowPercent: percent, tasks }) => ({ percent, tasks })),
  };
}

function schedule(
  say: Say,
  path: readonly string[],
  name: string,
  {
    cron: written,
    timeZone = "UTC",
    minTasks,
    maxTasks,
  }: Exclude<Required<Written>["schedules"][string], "none">,
): ScalingSchedule {
  const cron = required(say, written, [...path, "cron"], '`cron: "0 8 * * 1-5"` with the time', "");
  const bound = (key: Bound, value: number | undefined) =>
    required(say, value, [...path, key], `\`${key}:\` with the number of tasks from then on`, 1);
  return {
    name,
    expression: cron === "" ? "" : expressionOf(say, path, cron),
    timeZone,
    minTasks: bound("minTasks", minTasks),
    maxTasks: bound("maxTasks", maxTasks),
  };
}

function expressionOf(say: Say, path: readonly string[], cron: string): string {
  const parsed = parseCron(cron);
  if (parsed.ok && neverComes(parsed.value)) {
    const message = "names days that none of its months has";
    say([...path, "cron"], { message, got: cron, fix: "Choose an earlier day of the month." });
    return "";
  }
  const expression = parsed.ok ? awsCron(parsed.value) : parsed;
  if (expression.ok) return expression.value;
  const { message, fix } = expression;
  say([...path, "cron"], { message, got: cron, fix });
  return "";
}
