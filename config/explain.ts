import { layerAll } from "./layers";
import type { Loaded } from "./load";
import { isWhole } from "./merge";
import { formatPath } from "./problem";
import { suggest } from "./suggest";
import { find, type PathPart, plain, type Tree } from "./tree";

/** Who says what a key of an environment is. */
export interface Explanation {
  /** Path inside the environment. */
  readonly key: string;
  readonly value: unknown;
  /** `environment production`, `platform class production`, `built-in defaults`, `preset ghost` … */
  readonly layer: string;
  /** Undefined for what is built in. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/**
 * The keys of an environment with all layers, and where each was written.
 *
 * @param key Part to explain, as in `database` or `services.blog.cpu`; everything when absent.
 * @throws Error that names what there is when the team, the environment or the key does not exist.
 */
export function explain(loaded: Loaded, team: string, environment: string, key?: string): Explanation[] {
  const written = loaded.teams.find((one) => one.team === team);
  if (written === undefined) {
    const teams = loaded.teams.map((one) => one.team);
    throw new Error(`There is no team "${team}". ${suggest(team, teams, "teams")}`);
  }
  if (!written.environments.has(environment)) {
    const names = [...written.environments.keys()];
    throw new Error(
      `${team} has no environment "${environment}". ${suggest(environment, names, "environments")}`,
    );
  }
  const only = { ...loaded, teams: [written] };
  const layered = layerAll(only).layered.find((one) => one.name === environment);
  if (layered === undefined) {
    throw new Error(`${team} ${environment} cannot be explained before \`teamstacks check\` is content.`);
  }
  const path = key === undefined || key === "" ? [] : parsePath(key);
  const part = find(layered.tree, path);
  if (part === undefined)
    throw new Error(`${team} ${environment} has no "${key}". ${nearby(layered.tree, path)}`);
  return rows(part, path).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** One row for every scalar, list and reference below a tree. */
function rows(tree: Tree, path: readonly PathPart[]): Explanation[] {
  if (tree.kind === "map" && tree.entries.size > 0 && !isWhole(path)) {
    return [...tree.entries].flatMap(([name, item]) => rows(item, [...path, name]));
  }
  const { file, layer, at } = tree.origin;
  const isBuiltIn = file === undefined;
  return [
    {
      key: formatPath(path),
      value: plain(tree),
      layer,
      file,
      line: isBuiltIn ? undefined : at.line,
      column: isBuiltIn ? undefined : at.column,
    },
  ];
}

/** `ingress.allow[1]`, `tags["a.b"]`. */
function parsePath(key: string): PathPart[] {
  return [...key.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, word]) => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/g, "$1");
    return index === undefined ? (word ?? "") : Number(index);
  });
}

/** The keys beside the first one that does not exist. */
function nearby(tree: Tree, path: readonly PathPart[]): string {
  for (let length = path.length - 1; length >= 0; length--) {
    const around = find(tree, path.slice(0, length));
    if (around?.kind === "map")
      return suggest(String(path[length]), [...around.entries.keys()], "keys there");
  }
  return "";
}
