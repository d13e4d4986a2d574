import { z } from "zod";
import { containerPath, NAME_LENGTH, slug, whole } from "./text";

/** Limits of a process, in the words of `setrlimit(2)`. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
const ULIMITS = [
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
] as const;

/** Signals that programs end gracefully on, besides SIGTERM. */
export const STOP_SIGNALS = ["SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH"] as const;

/** What one container of a task waits for in another. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
export const START_CONDITIONS = ["start", "complete", "success", "healthy"] as const;

const limit = whole(0, 2_147_483_647);

/** How the process of a container runs: its limits, its end, what it waits for and where it may write. */
export const processKeys = {
  initProcess: z
    .boolean()
    .describe("Whether an init process reaps what the application leaves behind and passes signals on."),
  stopSignal: z
    .enum(STOP_SIGNALS)
    .describe(
      "Signal that ends the application instead of SIGTERM, by a small shell around `entryPoint`; `STOPSIGNAL` in the image needs none.",
    ),
  dependsOn: z
    .record(slug(NAME_LENGTH.service), z.enum(START_CONDITIONS))
    .describe(
      "Containers of the task that this one waits for, and until when: `start`, `complete`, `success` (exit 0) or `healthy`.",
    ),
  ulimits: z
    .partialRecord(
      z.enum(ULIMITS),
      z.strictObject({
        soft: limit.describe("Limit that the process starts with."),
        hard: limit.describe("Limit up to which the process may raise it."),
      }),
    )
    .describe("Limits of the process, as in `nofile: { soft: 65536, hard: 65536 }`."),
  scratch: z
    .record(
      slug(32),
      z
        .strictObject({
          path: containerPath.describe("Where the container sees the directory."),
          readOnly: z.boolean().describe("Whether the container may only read."),
        })
        .partial(),
    )
    .describe("Directories on the task's disk, gone with the task; containers that name one share it."),
  tmpfs: z
    .record(
      containerPath,
      z.strictObject({
        sizeMiB: whole(1, 122_880).describe("Most that it holds; counts as memory of the container."),
      }),
    )
    .describe("Directories in memory, by path; every user may write to them."),
};

/** Disk of a task on Fargate. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html */
export const ephemeralStorageGiB = whole(21, 200).describe(
  "Disk of a task on Fargate for its images and files; 20, which is free, when absent.",
);
