import { describe, expect, it } from "vitest";
import { fargateTaskProblems, type Task } from "../../../modules/compute";
import { CLOUDWATCH, container, GHOST, task } from "./tasks";

const SIZE = { cpu: 1024, memoryMiB: 2048 };
const CHECK = {
  command: ["CMD", "true"],
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 0,
};

describe("fargateTaskProblems", () => {
  it("accepts Ghost", () => {
    expect(fargateTaskProblems(GHOST, SIZE)).toEqual([]);
  });

  const volume = { kind: "scratch", name: "tmp" } as const;
  const mount = { volume: "tmp", path: "/tmp", readOnly: false };
  const firelens = { driver: "firelens", options: {}, secretOptions: {} } as const;
  const router = { name: "router", cpu: 2, memoryMiB: 64, logRouter: { ecsLogMetadata: true } };
  const small = { cpu: 512, memoryMiB: 512 };
  it.each<[what: string, Task, problem: RegExp]>([
    ["a container without CPU", task(container({ cpu: 0 })), /0 CPU units; state a whole number/],
    ["a container with 1 CPU unit", task(container({ cpu: 1 })), /1 CPU units; state/],
    ["half a CPU unit", task(container({ cpu: 2.5 })), /2\.5 CPU units; state/],
    [
      "more CPU than the task has",
      task(container(), container({ name: "side", cpu: 2, memoryMiB: 0 })),
      /reserve 1026 CPU units, the task has 1024\. The nearest size is cpu 2048, memory 4096 MiB/,
    ],
    [
      "more memory than the task has",
      task(container({ memoryMiB: 2049 })),
      /take 2049 MiB of memory, the task has 2048\. The nearest size is cpu 1024, memory 3072 MiB/,
    ],
    ["no essential container", task(container({ essential: false })), /No container is essential/],
    ["two containers of a name", task(container(small), container(small)), /Two containers are named blog/],
    ["a mount without volume", task(container({ mounts: [mount] })), /mounts tmp, which is not a volume/],
    ["a volume without mount", { containers: [container()], volumes: [volume] }, /No container mounts/],
    [
      "two volumes of a name",
      { containers: [container({ mounts: [mount] })], volumes: [volume, volume] },
      /Two volumes are named tmp/,
    ],
    [
      "a variable that is also a secret",
      task(container({ environment: { A: "1" }, secrets: { A: "arn" } })),
      /has A both as a variable and as a secret/,
    ],
    ["a stop timeout of 121 s", task(container({ stopTimeoutSeconds: 121 })), /stop timeout of 121/],
    ["a restart period of 59 s", task(container({ restart: { attemptPeriodSeconds: 59 } })), /period of 59/],
    [
      "a start period of 301 s",
      task(container({ healthCheck: { ...CHECK, startPeriodSeconds: 301 } })),
      /start period of 301; ECS takes 0 to 300/,
    ],
    ["FireLens without router", task(container({ logging: firelens })), /without a log router/],
    [
      "two log routers",
      task(container(small), container({ ...router, name: "a" }), container({ ...router, name: "b" })),
      /at most one log router/,
    ],
    [
      "a router that logs through itself",
      task(container(small), container({ ...router, logging: firelens })),
      /cannot log through itself/,
    ],
  ])("refuses %s", (_what, refused, problem) => {
    expect(fargateTaskProblems(refused, SIZE).join("\n")).toMatch(problem);
  });

  it("refuses a size that Fargate lacks and names the nearest", () => {
    const small = task(container({ cpu: 256, memoryMiB: 512, logging: CLOUDWATCH }));
    expect(fargateTaskProblems(small, { cpu: 256, memoryMiB: 4096 })).toEqual([
      "Fargate has no size of cpu 256 with memory 4096 MiB. The nearest size is cpu 512, memory 4096 MiB.",
    ]);
  });

  it("refuses everything at once", () => {
    expect(fargateTaskProblems(task(container({ cpu: 0, essential: false })), SIZE)).toHaveLength(2);
  });
});
