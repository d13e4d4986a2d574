import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instanceRoom, smallestHost } from "../../../modules/compute/instance-room";
import { instanceArchitecture, instanceSize } from "../../../modules/compute/instance-size";

describe("room on an instance", () => {
  it("is less than what instances of known types register", () => {
    for (const [type, registered] of [
      ["t3.micro", 949],
      ["m5.large", 7764],
    ] as const) {
      const size = instanceSize(type);
      expect(size && instanceRoom(size).memoryMiB).toBeLessThan(registered);
    }
  });

  it("holds what the chosen type was chosen for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 16_384 }),
        fc.integer({ min: 16, max: 60_000 }),
        fc.constantFrom("x86_64" as const, "arm64" as const),
        (cpu, memoryMiB, architecture) => {
          const type = smallestHost({ cpu, memoryMiB }, architecture);
          fc.pre(type !== undefined);
          const size = instanceSize(type ?? "");
          if (size === undefined) throw new Error(`${type} has no known size`);
          const room = instanceRoom(size);
          expect(room.cpu).toBeGreaterThanOrEqual(cpu);
          expect(room.memoryMiB).toBeGreaterThanOrEqual(memoryMiB);
          expect(instanceArchitecture(type ?? "")).toBe(architecture);
        },
      ),
    );
  });
});
