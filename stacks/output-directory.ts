import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes a directory as a whole: `write` fills a new directory beside it, which takes the place of `out`
 * only when everything went well. When `write` throws, `out` is as it was.
 *
 * What `terraform init` left in a stack's folder (`.terraform`, `.terraform.lock.hcl`) moves along.
 */
export function replaceDirectory(out: string, write: (staging: string) => void): void {
  const parent = dirname(out);
  const previous = join(parent, `.${basename(out)}.previous`);
  if (!existsSync(out) && existsSync(previous)) renameSync(previous, out);
  const staging = join(parent, `.${basename(out)}.${randomUUID()}`);
  mkdirSync(staging, { recursive: true });
  try {
    write(staging);
    rmSync(previous, { recursive: true, force: true });
    if (existsSync(out)) renameSync(out, previous);
    renameSync(staging, out);
    keepTerraformFiles(previous, out);
    rmSync(previous, { recursive: true, force: true });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
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
