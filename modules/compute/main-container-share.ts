/** CPU units and MiB of memory. */
export interface Share {
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** Least that the service's own container gets. */
export const LEAST_SHARE: Share = { cpu: 128, memoryMiB: 128 };

/** What is left of a task for the service's own container; may be less than `LEAST_SHARE`, or negative. */
export function mainContainerShare(task: Share, others: readonly Share[]): Share {
  return others.reduce(
    (left, other) => ({ cpu: left.cpu - other.cpu, memoryMiB: left.memoryMiB - other.memoryMiB }),
    { cpu: task.cpu, memoryMiB: task.memoryMiB },
  );
}
