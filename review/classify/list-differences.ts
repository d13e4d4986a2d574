import { marksAnything } from "../mask";
import { ExactNumber } from "../read/exact-number";
import { canonical, isTree } from "./equal";
import { ELEMENT } from "./path";

/** Elements that belong together: one of the list before, one of the list after, or both. */
export interface Element {
  readonly from?: number;
  readonly to?: number;
  /** How the path names it. */
  readonly step: number | typeof ELEMENT;
  /** It came or went as a whole. */
  readonly whole: boolean;
}

/** Names that tell the elements of a list apart, the best first. */
const NAMES = [
  "name",
  "key",
  "id",
  "Sid",
  "sid",
  "identifier",
  "priority",
  "rule_no",
  "rule_number",
  "order",
  "path",
];

/**
 * Finds out which elements of two lists belong together and calls `visit` with those that may differ.
 *
 * A plan does not say whether a list is a set, so equal elements go together wherever they are, then elements of
 * the same name, then those at the same place.
 */
export function listDifferences(
  from: readonly unknown[],
  to: readonly unknown[],
  unknown: unknown,
  visit: (element: Element) => void,
): void {
  if (marksAnything(unknown)) {
    byPlace(from, to, visit);
    return;
  }
  const name = sharedName(from, to);
  if (name !== undefined) {
    byName(from, to, name, visit);
    return;
  }
  const { left, right } = withoutEqual(from, to);
  const samePlaces = left.length === right.length && left.every((at, index) => at === right[index]);
  const trees = [...from, ...to].every((item) => typeof item === "object" && item !== null);
  if (samePlaces && from.length === to.length && (left.length === 1 || trees)) {
    for (const at of left) visit({ from: at, to: at, step: at, whole: false });
    return;
  }
  const oneEach = left.length === 1 && right.length === 1 && trees;
  if (oneEach) visit({ from: left[0], to: right[0], step: right[0] ?? 0, whole: false });
  else {
    for (const at of left) visit({ from: at, step: ELEMENT, whole: true });
    for (const at of right) visit({ to: at, step: ELEMENT, whole: true });
  }
}

function byPlace(from: readonly unknown[], to: readonly unknown[], visit: (element: Element) => void): void {
  for (let at = 0; at < Math.max(from.length, to.length); at++) {
    const [has, gets] = [at < from.length, at < to.length];
    visit({ from: has ? at : undefined, to: gets ? at : undefined, step: at, whole: false });
  }
}

/** A name that every element has, as a plain value, and no two of a list share. */
function sharedName(from: readonly unknown[], to: readonly unknown[]): string | undefined {
  const [first] = to.length > 0 ? to : from;
  if (!isTree(first) || from.length === 0 || to.length === 0) return undefined;
  return NAMES.find(
    (name) => Object.hasOwn(first, name) && [from, to].every((list) => isNamedBy(list, name)),
  );
}

function isNamedBy(list: readonly unknown[], name: string): boolean {
  const names = new Set(list.map((item) => (isTree(item) ? nameOf(item[name]) : undefined)));
  return names.size === list.length && !names.has(undefined);
}

function nameOf(value: unknown): string | undefined {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function byName(
  from: readonly unknown[],
  to: readonly unknown[],
  name: string,
  visit: (element: Element) => void,
): void {
  const nameAt = (item: unknown) => (isTree(item) ? (nameOf(item[name]) ?? "") : "");
  const before = new Map(from.map((item, at) => [nameAt(item), at]));
  const after = new Set(to.map(nameAt));
  for (const [at, item] of from.entries()) {
    if (!after.has(nameAt(item))) visit({ from: at, step: ELEMENT, whole: true });
  }
  for (const [at, item] of to.entries()) {
    const was = before.get(nameAt(item));
    if (was === undefined) visit({ to: at, step: ELEMENT, whole: true });
    else visit({ from: was, to: at, step: at, whole: false });
  }
}

/** Places of elements that have no equal one on the other side. */
function withoutEqual(
  from: readonly unknown[],
  to: readonly unknown[],
): { readonly left: readonly number[]; readonly right: readonly number[] } {
  const open = new Map<string, number[]>();
  for (const [at, item] of to.entries()) {
    const text = canonical(item);
    const places = open.get(text);
    if (places === undefined) open.set(text, [at]);
    else places.push(at);
  }
  const left = [...from.entries()].filter(([, item]) => open.get(canonical(item))?.pop() === undefined);
  const right = [...open.values()].flat().sort((a, b) => a - b);
  return { left: left.map(([at]) => at), right };
}
