import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ManifestEntry, WrittenStack } from "./write-stack";

interface Manifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, ManifestEntry>>;
}

/** Copies the stacks of a previous output that a new one does not have, and returns them. */
export function carryOver(previous: string, output: string): WrittenStack[] {
  const file = join(previous, "manifest.json");
  if (!existsSync(file)) return [];
  const { version, stacks } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return Object.entries(stacks).flatMap(([name, entry]) => {
    const [from, to] = [previous, output].map((folder) => join(folder, "stacks", name)) as [string, string];
    if (existsSync(to) || !existsSync(from)) return [];
    // What terraform init left there moves along when the output is replaced.
    cpSync(from, to, { recursive: true, filter: (path) => !path.slice(from.length).includes("/.terraform") });
    return [{ version, entry }];
  });
}
