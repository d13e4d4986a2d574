import type { z } from "zod";
import { type ShapeFinding, shapeFindings } from "./shape";
import { expectations, KIND_WORD, NO_MESSAGE, withoutQuotes } from "./shape-issues";
import { nearest } from "./suggest";
import { find, findMap, type MapTree, type PathPart, type ScalarTree, type Tree } from "./tree";

/** A tree that its schema allows, as near as can be to what was written. */
export interface Mended {
  /** Undefined when nothing of it can be used. */
  readonly tree: Tree | undefined;
  /** Paths in the file of numbers that were left out or replaced by others that were hardly meant. */
  readonly guesses: readonly (readonly PathPart[])[];
}

/** More than any tree needs: each round mends what the last one uncovered. */
const MOST_ROUNDS = 20;

/**
 * Takes out of a tree what its schema refuses, so that the rest can be checked further. Where it is plain what
 * was meant (`"80"` for 80, `databse` for `database`), that stands in. What was refused has been told, and
 * nothing that was mended is ever written.
 */
export function mended(schema: z.ZodType, written: Tree): Mended {
  const guesses: (readonly PathPart[])[] = [];
  let tree: Tree | undefined = written;
  for (let round = 0; round < MOST_ROUNDS && tree !== undefined; round++) {
    const findings = shapeFindings(schema, tree);
    if (findings.length === 0) return { tree, guesses };
    // From the end, so that positions in lists stay what they were found as.
    for (const finding of findings.reverse()) {
      const before: Tree | undefined = tree;
      if (before === undefined) break;
      const step = mend(before, finding);
      if (step === undefined) continue;
      tree = step.tree;
      if (step.guess !== undefined) guesses.push(step.guess);
    }
  }
  return { tree: undefined, guesses };
}

interface Step {
  readonly tree: Tree | undefined;
  readonly guess?: readonly PathPart[];
}

/** Undefined where another step has changed the place already. */
function mend(tree: Tree, { issue, path }: ShapeFinding): Step | undefined {
  const node = find(tree, path);
  if (node === undefined) {
    // Something is missing in a map; without it the map means nothing.
    const around = path.slice(0, -1);
    const map = findMap(tree, around);
    return map && { tree: changed(tree, around, () => undefined) };
  }
  if (issue.code === "unrecognized_keys") return { tree: renamed(tree, path, issue.message) };
  if (issue.code === "invalid_key") return { tree: changed(tree, path, () => undefined) };
  const meant = meantBy(node, issue);
  if (meant !== undefined) return { tree: changed(tree, path, () => meant) };
  const guess = guessedFor(node, issue);
  const step = { tree: changed(tree, path, () => guess) };
  return isNumeric(issue) ? { ...step, guess: node.origin.path } : step;
}

/** Numbers are weighed against the numbers beside them. */
function isNumeric(issue: Issue): boolean {
  if (issue.code === "too_small" || issue.code === "too_big") return issue.origin === "number";
  const kinds = expectations(issue);
  return kinds.includes(KIND_WORD["number"] ?? "") || kinds.includes(KIND_WORD["int"] ?? "");
}

function renamed(tree: Tree, path: readonly PathPart[], message: string): Tree | undefined {
  const around = path.slice(0, -1);
  const key = String(path.at(-1));
  const known = message.slice(NO_MESSAGE.length).split(" ").filter(Boolean);
  const near = nearest(key, known);
  const item = find(tree, path);
  const without = changed(tree, path, () => undefined);
  if (near === undefined || item === undefined || without === undefined) return without;
  if (find(tree, [...around, near]) !== undefined) return without;
  return changed(without, [...around, near], () => item);
}

type Issue = ShapeFinding["issue"];

/** What a value was plainly meant to be. */
function meantBy(node: Tree, issue: Issue): Tree | undefined {
  if (node.kind !== "scalar" || node.value === null) return undefined;
  const wanted = expectations(issue);
  const becomes = (value: ScalarTree["value"]) => (value === node.value ? undefined : { ...node, value });
  if (typeof node.value !== "string") {
    return wanted.includes(KIND_WORD["string"] ?? "") ? becomes(node.source) : undefined;
  }
  const unquoted = withoutQuotes(node.value, wanted);
  if (unquoted !== undefined) return becomes(unquoted);
  const words = wanted.filter((word) => word.startsWith('"')).map((word) => word.slice(1, -1));
  const near = nearest(node.value, words);
  if (near !== undefined) return becomes(near);
  return issue.code === "invalid_format" ? becomes(node.value.toLowerCase()) : undefined;
}

/** A value that lets the rest be checked; undefined leaves the value out. */
function guessedFor(node: Tree, issue: Issue): Tree | undefined {
  if (node.kind !== "map" && expectations(issue).includes(KIND_WORD["object"] ?? "")) {
    return { kind: "map", origin: node.origin, entries: new Map() };
  }
  if (node.kind !== "scalar" || typeof node.value !== "number") return undefined;
  const bounded = bound(issue);
  return bounded === undefined || bounded === node.value ? undefined : { ...node, value: bounded };
}

function bound(issue: Issue): number | undefined {
  if (issue.code === "too_small") return Number(issue.minimum);
  return issue.code === "too_big" ? Number(issue.maximum) : undefined;
}

/** The tree with what stands at `path` replaced; without it, when `change` gives nothing. */
function changed(tree: Tree, path: readonly PathPart[], change: () => Tree | undefined): Tree | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return change();
  if (tree.kind === "map") return changedMap(tree, String(first), rest, change);
  if (tree.kind === "scalar") return tree;
  const items = tree.items.flatMap((item, index) =>
    index === Number(first) ? (changed(item, rest, change) ?? []) : [item],
  );
  return { ...tree, items };
}

function changedMap(
  tree: MapTree,
  key: string,
  rest: readonly PathPart[],
  change: () => Tree | undefined,
): Tree {
  const entries = new Map(tree.entries);
  const item = entries.get(key);
  const next = item === undefined ? change() : changed(item, rest, change);
  if (next === undefined) entries.delete(key);
  else entries.set(key, next);
  return { ...tree, entries };
}
