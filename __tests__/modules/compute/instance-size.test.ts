import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fits,
  instanceArchitecture,
  instanceSize,
  smallestInstance,
} from "../../../modules/compute/instance-size";

describe("the size of an instance type", () => {
  it.each([
    ["t3.micro", 2048, 1024],
    ["t4g.xlarge", 4096, 16_384],
    ["m4.xlarge", 4096, 16_384],
    ["c7g.xlarge", 4096, 8192],
    ["r6i.2xlarge", 8192, 65_536],
    ["m7g.medium", 1024, 4096],
  ])("of %s is %i CPU units and %i MiB", (type, cpu, memoryMiB) => {
    expect(instanceSize(type)).toEqual({ cpu, memoryMiB });
  });

  it.each(["i3en.large", "r4.large", "p5.48xlarge", "m7i-flex.huge"])("of %s is not known", (type) => {
    expect(instanceSize(type)).toBeUndefined();
  });
});

describe("the architecture of an instance type", () => {
  it.each(["t4g.small", "m7g.large", "c6gn.large", "x2gd.large", "im4gn.large", "a1.large"])(
    "%s is arm64",
    (type) => {
      expect(instanceArchitecture(type)).toBe("arm64");
    },
  );

  it.each(["t3.small", "m7i.large", "c6in.large", "g5.xlarge", "p4d.24xlarge"])("%s is x86_64", (type) => {
    expect(instanceArchitecture(type)).toBe("x86_64");
  });
});

describe("the smallest instance", () => {
  const tasks = fc.record({
    cpu: fc.integer({ min: 256, max: 16_384 }),
    memoryMiB: fc.integer({ min: 512, max: 122_880 }),
  });
  const architectures = fc.constantFrom("x86_64" as const, "arm64" as const);

  it("holds the task, runs its image, and is there for every task that a file may ask for", () => {
    fc.assert(
      fc.property(tasks, architectures, (task, architecture) => {
        const type = smallestInstance(task, architecture) ?? "";
        const size = instanceSize(type);
        expect(size && fits(task, size)).toBe(true);
        expect(instanceArchitecture(type)).toBe(architecture);
      }),
    );
  });

  it.each([
    [1024, 2048, "t3.medium"],
    [512, 512, "t3.micro"],
    [2048, 7680, "t3.large"],
    [4096, 8192, "t3.xlarge"],
  ])("for %i CPU units and %i MiB is %s", (cpu, memoryMiB, type) => {
    expect(smallestInstance({ cpu, memoryMiB }, "x86_64")).toBe(type);
  });
});
