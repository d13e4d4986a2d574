const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Calls `cleanUp` when `work` is over, however it ended, and also when the process is told to stop before. */
export async function withCleanUp<T>(cleanUp: () => void, work: () => Promise<T>): Promise<T> {
  const stopped = (signal: NodeJS.Signals) => {
    cleanUp();
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.once(signal, stopped);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stopped);
    cleanUp();
  }
}
