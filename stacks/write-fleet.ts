import { availableParallelism } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../templates/repository-root";
import { type Shard, type StackTask, writeShard } from "./shard";
import type { WrittenStack } from "./write-stack";

/** Stacks that a thread gets at a time: enough to be worth the message, few enough to end together. */
const SHARD_SIZE = 10;
/** Fewer stacks are written by this thread in the time that another takes to load CDKTF. */
const FEWEST_FOR_THREADS = 24;

/** Writes stacks, over several threads where they are many. The bytes do not depend on the number of threads. */
export async function writeFleet(
  tasks: readonly StackTask[],
  where: Omit<Shard, "tasks">,
  progress: (stacks: number) => void,
): Promise<WrittenStack[]> {
  const shards = chunks(tasks, SHARD_SIZE).map((some) => ({ ...where, tasks: some }));
  const threads = Math.min(availableParallelism(), shards.length);
  if (threads < 2 || tasks.length < FEWEST_FOR_THREADS) {
    return shards.flatMap((shard) => {
      const written = writeShard(shard);
      progress(written.length);
      return written;
    });
  }
  return inThreads(shards, threads, progress);
}

async function inThreads(
  shards: readonly Shard[],
  threads: number,
  progress: (stacks: number) => void,
): Promise<WrittenStack[]> {
  // Loaded here: small runs do without it.
  const { Piscina }: typeof import("piscina") = require("piscina");
  const pool = new Piscina({
    filename: join(repositoryRoot(), "cli", "worker.cjs"),
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    const written = await Promise.all(
      shards.map(async (shard) => {
        const some: WrittenStack[] = await pool.run(shard);
        progress(some.length);
        return some;
      }),
    );
    return written.flat();
  } finally {
    await pool.destroy();
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
