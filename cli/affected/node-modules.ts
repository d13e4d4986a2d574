import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const LOCK_FILE = "package-lock.json";
/** What is this checkout's own: its bundles are of its own sources. */
const OWN = [".cache", ".bin", ".package-lock.json"];

/**
 * Gives a checkout of the toolkit its packages: those of `here` when both lock files agree, else freshly installed
 * ones. No package's script runs.
 *
 * @throws Error when they cannot be installed.
 */
export function provideNodeModules(toolkit: string, here: string): void {
  if (existsSync(join(toolkit, "node_modules"))) return;
  if (locksAgree(toolkit, here)) linkModules(toolkit, here);
  else install(toolkit);
}

function locksAgree(toolkit: string, here: string): boolean {
  const [one, other] = [toolkit, here].map((folder) => join(folder, LOCK_FILE)) as [string, string];
  if (!existsSync(one) || !existsSync(other) || !existsSync(join(here, "node_modules"))) return false;
  return readFileSync(one).equals(readFileSync(other));
}

function linkModules(toolkit: string, here: string): void {
  const [from, to] = [here, toolkit].map((folder) => join(folder, "node_modules")) as [string, string];
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (!OWN.includes(name)) symlinkSync(join(from, name), join(to, name), "junction");
  }
  // Stacks are kept under a hash of the code that wrote them, so commits can share them.
  const stacks = [".cache", "teamstacks", "stacks"];
  if (!existsSync(join(from, ...stacks))) return;
  mkdirSync(join(to, ".cache", "teamstacks"), { recursive: true });
  symlinkSync(join(from, ...stacks), join(to, ...stacks), "junction");
}

function install(toolkit: string): void {
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stderr, error } = spawnSync("npm", words, { cwd: toolkit, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ci failed for the commit: ${error?.message ?? stderr.trim()}`);
}
