import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const SWAP_TRIES = 20;

/** What an output holds; a folder with anything else in it is somebody's. */
const OWN_ENTRIES = ["manifest.json", "stacks"];

/**
 * Refuses an output folder that holds what is not ours, because the whole folder is replaced.
 *
 * @param root Folder of `platform.yaml`.
 * @throws Error that says why.
 */
export function refuseForeignOutput(out: string, root: string): void {
  const refuse = (why: string) => {
    throw new Error(
      `${out} cannot be the output folder: ${why}. Name a folder of its own, such as "cdktf.out".`,
    );
  };
  if (`${resolve(root)}${sep}`.startsWith(`${resolve(out)}${sep}`))
    refuse("platform.yaml and teams/ are in it");
  const status = statSync(out, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) refuse("it is not a folder");
  const foreign = readdirSync(out).find((name) => !OWN_ENTRIES.includes(name));
  if (foreign !== undefined) refuse(`it holds ${JSON.stringify(foreign)}, and everything in it is replaced`);
}

/**
 * Writes a directory as a whole: `write` fills a new directory beside it, which takes the place of `out` only when
 * everything went well. When `write` fails or the process is interrupted, `out` is as it was; when it was
 * killed between two renames, the next call brings the previous output back. Of two calls at once, the later
 * one wins with all it wrote.
 *
 * What `terraform init` left in a stack's folder (`.terraform`, `.terraform.lock.hcl`) moves along.
 */
export async function replaceDirectory(
  out: string,
  write: (staging: string) => Promise<void>,
): Promise<void> {
  const parent = dirname(out);
  mkdirSync(parent, { recursive: true });
  tidy(out);
  const staging = besides(out, "staging");
  mkdirSync(staging);
  const interrupted = (signal: NodeJS.Signals) => {
    rmSync(staging, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    await write(staging);
    swap(staging, out);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, interrupted);
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Puts `staging` in the place of `out`, and again where somebody else was quicker. */
function swap(staging: string, out: string): void {
  for (let tries = 0; tries < SWAP_TRIES; tries++) {
    const previous = besides(out, "previous");
    if (existsSync(out)) renameSync(out, previous);
    try {
      renameSync(staging, out);
    } catch (error) {
      if (!isTaken(error)) throw error;
      continue;
    }
    keepTerraformFiles(previous, out);
    rmSync(previous, { recursive: true, force: true });
    return;
  }
  throw new Error(`${out} is being written by somebody else.`);
}

function keepTerraformFiles(previous: string, out: string): void {
  const stacks = join(previous, "stacks");
  if (!existsSync(stacks)) return;
  for (const stack of readdirSync(stacks)) {
    if (!existsSync(join(out, "stacks", stack))) continue;
    for (const file of readdirSync(join(stacks, stack))) {
      if (file.startsWith(".terraform"))
        renameSync(join(stacks, stack, file), join(out, "stacks", stack, file));
    }
  }
}

/** Removes what killed processes have left, after bringing back an output that is nowhere else. */
function tidy(out: string): void {
  const prefix = `.${basename(out)}.`;
  const left = readdirSync(dirname(out)).filter((name) => name.startsWith(prefix) && isDead(name));
  for (const name of left) {
    const path = join(dirname(out), name);
    if (name.startsWith(`${prefix}previous.`) && !existsSync(out)) renameSync(path, out);
    else rmSync(path, { recursive: true, force: true });
  }
}

function besides(out: string, kind: "staging" | "previous"): string {
  return join(dirname(out), `.${basename(out)}.${kind}.${process.pid}.${randomUUID()}`);
}

/** Whether the process whose number is in the name is gone. */
function isDead(name: string): boolean {
  const pid = Number(name.split(".").at(-2));
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function isTaken(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOTEMPTY" || code === "EEXIST";
}
