import { join } from "node:path";
import { repositoryRoot } from "../templates/repository-root";

/** Where written stacks are kept between runs; `npm ci` empties it, and removing it does no harm. */
export function cacheDirectory(): string {
  return join(repositoryRoot(), "node_modules", ".cache", "teamstacks", "stacks");
}
