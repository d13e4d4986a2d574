import { holdsSecret, jsonInside, marksAnything, namesSecret, pairValueKey } from "../mask";
import { ABSENT, equal, isNothing, isTree, memberOf } from "./equal";
import { type Element, listDifferences } from "./list-differences";
import { innerMask } from "./masks";
import type { Path } from "./path";

/** A place where two values differ. The values are in clear; the mask says what may not be shown. */
export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
  /** Mask of both values. */
  readonly mask: unknown;
  /** The value after is known only after the apply. */
  readonly unknown: boolean;
}

/** Two values of a resource, and the masks over both. */
export interface Pair {
  readonly before: unknown;
  readonly after: unknown;
  /** What of them is secret. */
  readonly mask: unknown;
  /** What of `after` is not known yet. */
  readonly unknown: unknown;
}

/** What was found between two values. */
export interface Differences {
  readonly found: readonly Difference[];
  /** Places that are spelled otherwise and mean the same. */
  readonly noise: number;
}

/** @see differencesOf */
export interface DifferenceOptions {
  /** Also nothing against an empty text or false is noise, as what a provider reads back often is. */
  readonly lenient: boolean;
}

/** Where two values differ, as deep inside as can be said; JSON in texts is looked into. */
export function differencesOf(pair: Pair, options: DifferenceOptions = { lenient: false }): Differences {
  const walk = new Walk(options.lenient);
  walk.visit(pair, []);
  return walk;
}

class Walk implements Differences {
  readonly found: Difference[] = [];
  noise = 0;
  /** Inside of JSON that stands in a text, a single value and a list of it mean the same. */
  private inText = 0;

  constructor(private readonly lenient: boolean) {}

  visit(pair: Pair, path: Path): void {
    const { before, after, mask, unknown } = pair;
    if (unknown === true) this.add(pair, path, true);
    else if (before === after && !marksAnything(unknown)) return;
    else if (this.isNoise(before, after) && !marksAnything(unknown)) {
      // What was not there and is not set does not differ at all.
      if (before !== ABSENT && after !== ABSENT) this.noise++;
    } else if (mask === true) {
      if (!equal(before, after)) this.add(pair, path, false);
    } else if (isTree(before) || isTree(after)) this.visitTrees(pair, path);
    else if (Array.isArray(before) || Array.isArray(after)) {
      // Most lists are the same, and to find that out is quick.
      if (marksAnything(unknown) || !equal(before, after)) this.visitLists(pair, path);
    } else if (typeof before === "string" && typeof after === "string")
      this.visitTexts(before, after, pair, path);
    else if (!equal(before, after)) this.add(pair, path, false);
  }

  private visitTrees(pair: Pair, path: Path): void {
    const { before, after, mask, unknown } = pair;
    const foreign = (side: unknown) => !isTree(side) && !isEmptySide(side);
    if (foreign(before) || foreign(after)) {
      this.add(pair, path, false);
      return;
    }
    const start = this.found.length + this.noise;
    for (const key of differingKeys(pair)) {
      // Written out, because spreads are slow and this runs for every attribute of a plan.
      const inner: Pair = {
        before: memberOf(before, key),
        after: memberOf(after, key),
        mask: isSecretMember(key, pair) ? true : innerMask(mask, key),
        unknown: innerMask(unknown, key),
      };
      this.visit(inner, path.concat(key));
    }
    // An object that appears, and has nothing in it.
    if (start === this.found.length + this.noise && !equal(before, after)) this.noise++;
  }

  private visitLists(pair: Pair, path: Path): void {
    const { before, after, mask, unknown } = pair;
    if (isEmptySide(before) !== isEmptySide(after) && [before, after].some(isPlainList)) {
      this.add(pair, path, false);
      return;
    }
    const [from, to] = [sideAsList(before), sideAsList(after)];
    if (from === undefined || to === undefined) {
      if (this.inText > 0 && equal(asList(before), asList(after))) this.noise++;
      else this.add(pair, path, false);
      return;
    }
    const visit = (element: Element) => {
      const { from: at, to: other, step } = element;
      const masks = [at, other].map((index) => (index === undefined ? false : innerMask(mask, index)));
      const inner: Pair = {
        before: at === undefined ? ABSENT : from[at],
        after: other === undefined ? ABSENT : to[other],
        mask: masks.includes(true) ? true : masks[1] || masks[0],
        unknown: other === undefined ? false : innerMask(unknown, other),
      };
      if (element.whole) this.add(inner, [...path, step], inner.unknown === true);
      else this.visit(inner, [...path, step]);
    };
    const start = this.found.length + this.noise;
    listDifferences(from, to, unknown, visit);
    // Only the order differs.
    if (start === this.found.length + this.noise && !equal(from, to)) this.add(pair, path, false);
  }

  private visitTexts(before: string, after: string, pair: Pair, path: Path): void {
    const [from, to] = [jsonInside(before), jsonInside(after)];
    if (from === undefined || to === undefined || Array.isArray(from) !== Array.isArray(to)) {
      this.add(pair, path, false);
      return;
    }
    this.inText++;
    const start = this.found.length + this.noise;
    this.visit({ before: from, after: to, mask: pair.mask, unknown: false }, path);
    if (start === this.found.length + this.noise) this.noise++;
    this.inText--;
  }

  private isNoise(before: unknown, after: unknown): boolean {
    if (isNothing(before) && isNothing(after)) return true;
    return this.lenient && isBlank(before) && isBlank(after);
  }

  private add({ before, after, mask }: Pair, path: Path, unknown: boolean): void {
    this.found.push({ path, before, after, mask, unknown });
  }
}

/** Keys, sorted, whose values are not plainly the same; most of a resource is, and is passed over here. */
function differingKeys({ before, after, unknown }: Pair): readonly string[] {
  const from = isTree(before) ? before : undefined;
  const to = isTree(after) ? after : undefined;
  const keys =
    from === undefined
      ? []
      : Object.keys(from).filter((key) => to === undefined || from[key] !== memberOf(to, key));
  if (to !== undefined) {
    for (const key of Object.keys(to)) if (from === undefined || !Object.hasOwn(from, key)) keys.push(key);
  }
  const open = isTree(unknown) ? Object.keys(unknown) : [];
  if (open.length > 0) {
    const known = new Set(keys);
    for (const key of open) if (!known.has(key)) keys.push(key);
  }
  return keys.sort();
}

function isBlank(value: unknown): boolean {
  return value === "" || value === false || isNothing(value);
}

/** A side that is no object counts as an empty one where nothing is. */
function isEmptySide(value: unknown): boolean {
  return value === ABSENT || value === null;
}

function sideAsList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return isEmptySide(value) ? [] : undefined;
}

/** Reads best as a whole. */
function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && !value.some((item) => isTree(item) || Array.isArray(item));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** By its name, or as the value of a pair of name and value. */
function isSecretMember(key: string, { before, after }: Pair): boolean {
  const named = namesSecret(key);
  return [before, after].some((side) => {
    if (!isTree(side)) return false;
    return (named || pairValueKey(side) === key) && holdsSecret(memberOf(side, key));
  });
}
