import type { Share } from "./main-container-share";

/** Least CPU units of a container. ECS hands anything below to Linux as 2 shares: next to nothing. */
export const MIN_CONTAINER_CPU = 2;

interface FargateRow {
  readonly cpu: number;
  readonly memoriesMiB: readonly number[];
}

/**
 * Every size of a Linux task on Fargate, smallest CPU first.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
export const FARGATE_SIZES: readonly FargateRow[] = [
  { cpu: 256, memoriesMiB: [512, 1024, 2048] },
  { cpu: 512, memoriesMiB: steps(1024, 4096, 1024) },
  { cpu: 1024, memoriesMiB: steps(2048, 8192, 1024) },
  { cpu: 2048, memoriesMiB: steps(4096, 16_384, 1024) },
  { cpu: 4096, memoriesMiB: steps(8192, 30_720, 1024) },
  { cpu: 8192, memoriesMiB: steps(16_384, 61_440, 4096) },
  { cpu: 16_384, memoriesMiB: steps(32_768, 122_880, 8192) },
];

/** Whether Fargate has this pair of CPU units and MiB. A pair it lacks fails in apply, not in plan. */
export function isFargateSize(cpu: number, memoryMiB: number): boolean {
  return FARGATE_SIZES.some((row) => row.cpu === cpu && row.memoriesMiB.includes(memoryMiB));
}

/** The smallest size that has at least this much CPU and memory; undefined above the largest. */
export function nearestFargateSize(cpu: number, memoryMiB: number): Share | undefined {
  for (const row of FARGATE_SIZES) {
    const memory = row.memoriesMiB.find((each) => each >= memoryMiB);
    if (row.cpu >= cpu && memory !== undefined) return { cpu: row.cpu, memoryMiB: memory };
  }
  return undefined;
}

function steps(first: number, last: number, step: number): number[] {
  return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
}
