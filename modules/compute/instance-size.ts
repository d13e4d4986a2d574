import type { Share } from "./main-container-share";

/** Processor architecture of an image and of the instances that it runs on. */
export type Architecture = "x86_64" | "arm64";

/** Memory that the operating system, Docker and the agents of an instance keep. */
export const INSTANCE_OVERHEAD_MIB = 512;

/** Virtual CPUs by the size in an instance type's name, where the family does not say otherwise. */
const VCPUS: Readonly<Record<string, number>> = {
  medium: 1,
  large: 2,
  xlarge: 4,
  "2xlarge": 8,
  "4xlarge": 16,
  "8xlarge": 32,
  "12xlarge": 48,
  "16xlarge": 64,
  "24xlarge": 96,
};

/** GiB of memory per virtual CPU. */
const GIB_PER_VCPU: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** @see https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html */
const BURSTABLE: Readonly<Record<string, Share>> = {
  nano: share(2, 0.5),
  micro: share(2, 1),
  small: share(2, 2),
  medium: share(2, 4),
  large: share(2, 8),
  xlarge: share(4, 16),
  "2xlarge": share(8, 32),
};

/** What is chosen from, smallest first. */
const CHOICES: Readonly<Record<Architecture, readonly string[]>> = {
  x86_64: choices("t3", "m7i"),
  arm64: choices("t4g", "m7g"),
};

/** CPU units and memory of an instance type; undefined for families with sizes of their own. */
export function instanceSize(type: string): Share | undefined {
  const { family, size } = parts(type);
  if (/^t[34][ag]?$/.test(family)) return BURSTABLE[size];
  const vcpus = VCPUS[size];
  const gib = /^[cmr][4-9]/.test(family) ? GIB_PER_VCPU[family.slice(0, 1)] : undefined;
  // The fourth generation of c and r has other ratios.
  return vcpus === undefined || gib === undefined || /^[cr]4/.test(family)
    ? undefined
    : share(vcpus, vcpus * gib);
}

/**
 * Architecture of an instance type: a `g` after the generation is Graviton, as in `m7g` and `c6gn`.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function instanceArchitecture(type: string): Architecture {
  const { family } = parts(type);
  return /^(a1|[a-z]+\d+g)/.test(family) ? "arm64" : "x86_64";
}

/** What a task may take of an instance. */
export function roomOf(size: Share): Share {
  return { cpu: size.cpu, memoryMiB: size.memoryMiB - INSTANCE_OVERHEAD_MIB };
}

/** The smallest usual instance type that has room for a task; undefined above the largest. */
export function smallestInstance(task: Share, architecture: Architecture): string | undefined {
  return CHOICES[architecture].find((type) => {
    const size = instanceSize(type);
    return size !== undefined && fits(task, size);
  });
}

/** Whether an instance of this size has room for a task. */
export function fits(task: Share, size: Share): boolean {
  const room = roomOf(size);
  return task.cpu <= room.cpu && task.memoryMiB <= room.memoryMiB;
}

function choices(small: string, large: string): string[] {
  return [
    ...["micro", "small", "medium", "large", "xlarge", "2xlarge"].map((size) => `${small}.${size}`),
    ...["4xlarge", "8xlarge", "16xlarge"].map((size) => `${large}.${size}`),
  ];
}

function parts(type: string): { family: string; size: string } {
  const [family = "", size = ""] = type.split(".");
  return { family, size };
}

function share(vcpus: number, gib: number): Share {
  return { cpu: vcpus * 1024, memoryMiB: gib * 1024 };
}
