/** One step into a document: a key of a map or a position in a list. */
export type PathPart = string | number;

/** A place in a text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value was written. */
export interface Origin {
  /** File relative to the root; undefined for what is built in. */
  readonly file: string | undefined;
  /** Path inside that file. */
  readonly path: readonly PathPart[];
  /** Position of the value, or of the key of a map. */
  readonly at: Position;
  /** Position of the key; of the value where there is no key. */
  readonly keyAt: Position;
  /** Which layer says so, in words: `environment production`, `platform defaults`, `built-in defaults` … */
  readonly layer: string;
}

/** A value that knows where each of its parts was written. */
export type Tree = MapTree | ListTree | ScalarTree;

/** A map; entries in the order of the file. */
export interface MapTree {
  readonly kind: "map";
  readonly origin: Origin;
  readonly entries: ReadonlyMap<string, Tree>;
}

/** A list. */
export interface ListTree {
  readonly kind: "list";
  readonly origin: Origin;
  readonly items: readonly Tree[];
}

/** A single value. */
export interface ScalarTree {
  readonly kind: "scalar";
  readonly origin: Origin;
  readonly value: string | number | boolean | null;
  /** The text as it stands in the file. */
  readonly source: string;
}

/** Plain value of a tree, as `JSON.parse` would give it. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case "map":
      return Object.fromEntries([...tree.entries].map(([key, item]) => [key, plain(item)]));
    case "list":
      return tree.items.map(plain);
    case "scalar":
      return tree.value;
  }
}

/** The part of a tree at `path`, or undefined. */
export function find(tree: Tree | undefined, path: readonly PathPart[]): Tree | undefined {
  let node = tree;
  for (const part of path) {
    if (node?.kind === "map") node = node.entries.get(String(part));
    else if (node?.kind === "list") node = node.items[Number(part)];
    else return undefined;
  }
  return node;
}

/** The map at `path`, or undefined when there is none or something else. */
export function findMap(tree: Tree | undefined, path: readonly PathPart[]): MapTree | undefined {
  const node = find(tree, path);
  return node?.kind === "map" ? node : undefined;
}

/**
 * The nearest written place of `path`: the value itself, or, where it is absent or built in, the closest
 * map around it that stands in a file. `path` of the answer is complete.
 */
export function writtenPlace(tree: Tree, path: readonly PathPart[]): Origin {
  let place = tree.origin;
  let depth = 0;
  for (let length = 1; length <= path.length; length++) {
    const node = find(tree, path.slice(0, length));
    if (node === undefined) break;
    if (node.origin.file === undefined) continue;
    place = node.origin;
    depth = length;
  }
  return { ...place, path: [...place.path, ...path.slice(depth)] };
}

/** A tree of data that stands in no file. */
export function builtIn(value: unknown, layer: string, path: readonly PathPart[] = []): Tree {
  const nowhere = { line: 0, column: 0 };
  const origin = { file: undefined, path, at: nowhere, keyAt: nowhere, layer };
  if (Array.isArray(value)) {
    return {
      kind: "list",
      origin,
      items: value.map((item, index) => builtIn(item, layer, [...path, index])),
    };
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, builtIn(item, layer, [...path, key])] as const);
    return { kind: "map", origin, entries: new Map(entries) };
  }
  return { kind: "scalar", origin, value: value as ScalarTree["value"], source: String(value) };
}
