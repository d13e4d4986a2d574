import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type StackSource, sha256 } from "../review/stack-digest";

const CONFIGURATION = "cdk.tf.json";
/** The file in which `terraform init` pins providers. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** What Terraform and this tool leave in a stack's folder; a plan depends on none of it. */
const LEFTOVERS =
  /^(\.terraform|\.terraform\.tfstate\.lock\.info|.*\.tfstate(\.\d+)?(\.backup)?|tfplan|.*\.tfplan)$/;

/**
 * Reads the folder of a synthesized stack.
 *
 * @throws Error when it is none, or holds a link: what a link leads to is not part of the stack.
 */
export function readStackFolder(folder: string): StackSource {
  const file = join(folder, CONFIGURATION);
  if (!existsSync(file))
    throw new Error(`${folder} is not the folder of a stack: it holds no ${CONFIGURATION}.`);
  const files = filesBelow(folder, LEFTOVERS).filter((name) => name !== CONFIGURATION && name !== LOCK_FILE);
  const lock = join(folder, LOCK_FILE);
  return {
    configuration: readFileSync(file, "utf8"),
    files: hashesOf(folder, files),
    ...(existsSync(lock) ? { lock: readFileSync(lock, "utf8") } : {}),
  };
}

/** The stacks of a synthesized output, by name. */
export function readOutput(output: string): ReadonlyMap<string, StackSource> {
  const stacks = join(output, "stacks");
  const names = readdirSync(stacks).filter((name) => existsSync(join(stacks, name, CONFIGURATION)));
  return new Map(names.sort().map((name) => [name, readStackFolder(join(stacks, name))]));
}

/** SHA-256 of files, by their paths in a folder. */
export function hashesOf(folder: string, paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(join(folder, path)))]));
}

/**
 * Paths of the files below a folder, sorted, with `/` on every system.
 *
 * @param except Names in the folder itself that are left out. @default - none
 * @throws Error when a link is among them.
 */
export function filesBelow(folder: string, except?: RegExp, inside = ""): string[] {
  return readdirSync(join(folder, inside))
    .sort()
    .flatMap((name) => {
      if (inside === "" && except?.test(name)) return [];
      const path = inside === "" ? name : `${inside}/${name}`;
      const status = lstatSync(join(folder, path));
      if (status.isDirectory()) return filesBelow(folder, except, path);
      if (status.isFile()) return [path];
      throw new Error(`${join(folder, path)} is a link or no file; only files can be pinned.`);
    });
}
