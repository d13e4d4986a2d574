import { type Affected, needsPlan } from "../../review/affected";
import { jobMatrix, MOST_JOBS } from "../job-matrix";

/** What a job does with its stacks: plan the head, or plan the destruction of what only the base has. */
export type JobAction = "plan" | "destroy";

/** A job matrix of GitHub Actions for the affected stacks. */
export interface AffectedMatrix {
  readonly include: readonly {
    /** Counted from 1. */
    readonly batch: number;
    /** Names of stacks, with a space between two. */
    readonly stacks: string;
    readonly action: JobAction;
  }[];
}

/** How large a matrix and its jobs may be. */
export interface MatrixOptions {
  /** Stacks in a job, where that does not make too many jobs. @default 1 */
  readonly batch?: number;
  /** Most jobs, 2 to 256. @default 256 */
  readonly maxJobs?: number;
}

/** Every stack that needs a plan, once; stacks that are removed are in jobs of their own. */
export function affectedMatrix(affected: Affected, options: MatrixOptions = {}): AffectedMatrix {
  const { batch = 1, maxJobs = MOST_JOBS } = options;
  const stacks = affected.stacks.filter(needsPlan);
  const removed = stacks.filter(({ status }) => status === "removed").map(({ stack }) => stack);
  const planned = stacks.filter(({ status }) => status !== "removed").map(({ stack }) => stack);
  const jobs = (size: number) => Math.ceil(planned.length / size) + Math.ceil(removed.length / size);
  let size = batch;
  while (jobs(size) > Math.max(2, maxJobs)) size++;
  const entries = [
    ...jobMatrix(planned, size).include.map(({ stacks }) => ({ stacks, action: "plan" as const })),
    ...jobMatrix(removed, size).include.map(({ stacks }) => ({ stacks, action: "destroy" as const })),
  ];
  return { include: entries.map((entry, index) => ({ batch: index + 1, ...entry })) };
}
