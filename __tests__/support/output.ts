import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { vi } from "vitest";

/** What a command printed, and how it ended. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of `cli/` in this process and catches what it prints. */
export function finished(command: () => number): Finished {
  const { spies, printed } = caught();
  try {
    const exitCode = command();
    return { exitCode, ...printed() };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** As `finished`, for a command that takes its time. */
export async function finishedLater(command: () => Promise<number>): Promise<Finished> {
  const { spies, printed } = caught();
  try {
    const exitCode = await command();
    return { exitCode, ...printed() };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function caught() {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation((text) => stdout.push(String(text)) > 0),
    vi.spyOn(console, "error").mockImplementation((...texts) => {
      stderr.push(`${texts.join(" ")}\n`);
    }),
  ];
  return { spies, printed: () => ({ stdout: stdout.join(""), stderr: stderr.join("") }) };
}

/** Runs the command line itself, as a person would. */
export function teamstacks(...words: readonly string[]): Finished {
  const script = join(__dirname, "..", "..", "cli", "teamstacks.cjs");
  const env = { ...process.env, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    encoding: "utf8",
    env,
  });
  return { exitCode: status, stdout, stderr };
}
