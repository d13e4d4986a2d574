/** Jobs that a matrix may have. @see https://docs.github.com/en/actions/reference/limits */
export const MOST_JOBS = 256;

/** A matrix as GitHub Actions takes it: each entry is a job. */
export interface JobMatrix {
  readonly include: readonly {
    /** Counted from 1. */
    readonly batch: number;
    /** Names of stacks, with a space between two. */
    readonly stacks: string;
  }[];
}

/** Stacks in batches of `size`, or of more where there would be too many jobs. */
export function jobMatrix(stacks: readonly string[], size: number): JobMatrix {
  const perJob = Math.max(size, Math.ceil(stacks.length / MOST_JOBS));
  const jobs = Math.ceil(stacks.length / perJob);
  const include = Array.from({ length: jobs }, (_, index) => ({
    batch: index + 1,
    stacks: stacks.slice(index * perJob, (index + 1) * perJob).join(" "),
  }));
  return { include };
}
