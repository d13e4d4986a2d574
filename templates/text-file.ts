import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root";

/** Text of a file of this folder that is used as it is, as the style of a page. */
export function textFile(name: string): string {
  return readFileSync(join(repositoryRoot(), "templates", name), "utf8");
}
