import type { PlatformSpec } from "../../config/spec/platform";
import { ciRolePath, PLAN_ROLE } from "../../stacks/ci-roles";
import pins from "../../templates/ci/pins.json";

/** How a plan is applied: the reviewed one itself, or a fresh one that does the same. */
export type ApplyMode = "exact" | "equivalent";

/** What the workflows are written with. */
export interface CiSettings {
  readonly actions: typeof pins.actions;
  readonly runner: string;
  readonly node: string;
  readonly terraform: string;
  readonly repository: string;
  readonly branch: string;
  /** The branch as the regular expression that Atlantis takes. */
  readonly branchPattern: string;
  readonly organization: string;
  readonly ciRolePath: string;
  readonly planRole: string;
  /** Five fields of cron, in UTC. */
  readonly schedule: string;
  readonly exact: boolean;
}

/** Early on working days in UTC; off the full hour, when GitHub is busy. */
const SCHEDULE = "17 5 * * 1-5";

/** The settings that a platform file gives; undefined when it names no repository. */
export function ciSettings(spec: PlatformSpec, mode: ApplyMode): CiSettings | undefined {
  const { repository, branch = "main" } = spec.platform ?? {};
  if (repository === undefined) return undefined;
  return {
    ...pins,
    repository,
    branch,
    branchPattern: `/^${branch.replace(/[./]/g, "\\$&")}$/`,
    organization: spec.organization,
    ciRolePath: ciRolePath(spec.iam?.path ?? "/"),
    planRole: PLAN_ROLE,
    schedule: SCHEDULE,
    exact: mode === "exact",
  };
}
