import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package: the nearest above the running code that holds `cdktf.json`. */
export function repositoryRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "cdktf.json"))) folder = dirname(folder);
  return folder;
}
