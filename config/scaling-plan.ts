import type { StepScaling } from "../modules/scaling/step-adjustments";

/** How the number of a service's tasks changes by itself. */
export interface Scaling {
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Use of CPU that is kept. */
  readonly cpuPercent: number | undefined;
  /** Use of memory that is kept. */
  readonly memoryPercent: number | undefined;
  readonly requestsPerTaskPerMinute: number | undefined;
  readonly step: StepScaling | undefined;
  readonly scaleOutCooldownSeconds: number;
  readonly scaleInCooldownSeconds: number;
  /** Sorted by name. */
  readonly schedules: readonly ScalingSchedule[];
}

/** Bounds of the number of tasks from a recurring time on. */
export interface ScalingSchedule {
  readonly name: string;
  /** `cron(…)` with six fields; empty where what was written is wrong. */
  readonly expression: string;
  readonly timeZone: string;
  readonly minTasks: number;
  readonly maxTasks: number;
}

/** How many tasks are on Fargate Spot. */
export interface Spot {
  /** Share of the tasks above the base. */
  readonly percent: number;
  /** Tasks that are on demand before any is not. */
  readonly baseTasks: number;
}

/** Fewest tasks that a service ever has on purpose: fewer are missed. */
export function fewestTasks({
  desiredCount,
  scaling,
}: {
  readonly desiredCount: number;
  readonly scaling: Scaling | undefined;
}): number {
  return Math.min(desiredCount, ...(scaling?.schedules ?? []).map(({ minTasks }) => minTasks));
}

/** Whether load changes the number of tasks, and not only the clock. */
export function followsLoad({ cpuPercent, memoryPercent, requestsPerTaskPerMinute, step }: Scaling): boolean {
  return [cpuPercent, memoryPercent, requestsPerTaskPerMinute, step].some((value) => value !== undefined);
}
