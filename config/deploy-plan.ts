import type { ENGINES, RELEASE_OWNERS, STRATEGIES } from "./spec/deploy";

/** What exchanges the tasks of a service on ECS. */
export type DeployEngine = (typeof ENGINES)[number];

/** Who changes the image of a service. */
export type ReleaseOwner = (typeof RELEASE_OWNERS)[number];

/** How a new version of a service replaces the old one. */
export interface DeployPlan {
  readonly engine: DeployEngine;
  readonly strategy: (typeof STRATEGIES)[number];
  readonly stepPercent: number;
  readonly stepMinutes: number;
  readonly bakeMinutes: number;
  /** Port of the public entrance where new tasks are reached before they get requests. */
  readonly testPort: number | undefined;
  /** Blocks that reach that port; empty for all that the entrance lets in. */
  readonly testFrom: readonly string[];
  /** ARNs of Lambda functions. */
  readonly hooks: { readonly beforeTraffic: string | undefined; readonly afterTraffic: string | undefined };
}

/** Whether all new tasks run beside the old ones, and requests go over to them. */
export function shiftsTraffic({ engine }: DeployPlan): boolean {
  return engine !== "rolling";
}
