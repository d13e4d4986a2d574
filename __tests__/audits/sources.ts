import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

export const ROOT = join(__dirname, "..", "..");

const SOURCE_FOLDERS = ["config", "stacks", "modules", "templates", "review", "cli"];

/** Every TypeScript source that ships, as paths relative to the repository. */
export function sources(): string[] {
  const files = SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file)),
  );
  return ["main.ts", ...files].sort();
}

/** The text of a file of the repository. */
export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** What a file imports: relative paths resolved against the repository, packages by name. */
export function importsOf(file: string): { readonly target: string; readonly typeOnly: boolean }[] {
  const pattern = /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s)?"([^"]+)";?$|\bimport\("([^"]+)"\)/gms;
  return [...textOf(file).matchAll(pattern)].map(([, type, from, dynamic]) => ({
    target: resolved(file, from ?? dynamic ?? ""),
    typeOnly: type !== undefined,
  }));
}

function resolved(file: string, target: string): string {
  if (!target.startsWith(".")) return target;
  return relative(ROOT, normalize(join(ROOT, dirname(file), target)));
}
