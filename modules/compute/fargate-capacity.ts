import type { CapacityShare } from "./launch";

/** How many tasks are on Fargate Spot. */
export interface SpotShare {
  /** Share of the tasks above the base; 0 to 100. */
  readonly percent: number;
  /** Tasks that are on demand before any is not. */
  readonly baseTasks: number;
}

/**
 * On-demand and Spot tasks of a service. It is never a launch type: to go from one to a strategy later would
 * replace the service. Spot takes arm64, too, from platform version 1.4.0 on, which is the oldest here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export function fargateCapacity(spot: SpotShare | undefined): readonly CapacityShare[] {
  if (spot === undefined || spot.percent === 0) return [{ provider: "FARGATE", weight: 1 }];
  const { percent, baseTasks } = spot;
  const onDemand = { provider: "FARGATE", base: baseTasks, weight: 100 - percent };
  const onSpot = { provider: "FARGATE_SPOT", weight: percent };
  // On demand would never get a task.
  return percent === 100 && baseTasks === 0 ? [onSpot] : [onDemand, onSpot];
}
