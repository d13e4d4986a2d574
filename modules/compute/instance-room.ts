import { type Architecture, INSTANCE_OVERHEAD_MIB, smallestInstance } from "./instance-size";
import type { Share } from "./main-container-share";

/** Memory that the ECS agent keeps from tasks, for itself and the system. */
export const RESERVED_MEMORY_MIB = 128;

/**
 * Share of an instance's memory that its operating system sees at least: an m5.large of 8,192 MiB registers
 * 7,764, a t3.micro of 1,024 registers 949.
 */
const VISIBLE = 0.92;

/**
 * What the tasks of an instance may take together, counted carefully: a task that needs more than an instance
 * registers waits for a place for ever.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html
 */
export function instanceRoom({ cpu, memoryMiB }: Share): Share {
  return { cpu, memoryMiB: Math.floor(memoryMiB * VISIBLE) - RESERVED_MEMORY_MIB };
}

/** The smallest usual instance type that has room for this much; undefined above the largest. */
export function smallestHost(tasks: Share, architecture: Architecture): string | undefined {
  const needed = Math.ceil((tasks.memoryMiB + RESERVED_MEMORY_MIB) / VISIBLE);
  return smallestInstance({ cpu: tasks.cpu, memoryMiB: needed - INSTANCE_OVERHEAD_MIB }, architecture);
}
