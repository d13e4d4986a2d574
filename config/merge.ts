import type { PathPart, Tree } from "./tree";

/**
 * Lays `above` over `below`: maps merge key by key, everything else (scalars, lists, `none`, references
 * to secrets and values) is replaced whole. Each part keeps the place where it was written.
 *
 * @param path Path inside the environment.
 */
export function overlay(
  below: Tree | undefined,
  above: Tree | undefined,
  path: readonly PathPart[] = [],
): Tree | undefined {
  if (below === undefined) return above;
  if (above === undefined) return below;
  if (below.kind !== "map" || above.kind !== "map" || isWhole(path)) return above;
  const entries = new Map(below.entries);
  for (const [key, item] of above.entries) {
    const merged = overlay(below.entries.get(key), item, [...path, key]);
    if (merged !== undefined) entries.set(key, merged);
  }
  return { kind: "map", origin: above.origin, entries };
}

/** Whether a map at this path is one value: `{ from: … }` or `{ secret: …, key: … }`. */
export function isWhole(path: readonly PathPart[]): boolean {
  if (path[0] === "datadog") return path[1] === "apiKeySecret";
  if (path[0] !== "services") return false;
  const inContainer = path[2] === "sidecars" ? path.slice(4) : path.slice(2);
  return inContainer.length === 2 && (inContainer[0] === "environment" || inContainer[0] === "secrets");
}
