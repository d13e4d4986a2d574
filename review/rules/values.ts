import { equal, isTree, memberOf, type Tree } from "../classify/equal";
import { jsonInside } from "../mask";
import type { RawValues } from "../read";

/** A value before, or after. */
export type Side = "before" | "after";

/** A member of the resource; undefined when it is not there or null. */
export function attributeOf(values: RawValues, side: Side, name: string): unknown {
  const value = memberOf(values[side], name);
  return typeof value === "symbol" || value === null ? undefined : value;
}

/** Whether it becomes that value, and was not before. */
export function becomes(values: RawValues, name: string, wanted: unknown): boolean {
  return (
    equal(attributeOf(values, "after", name), wanted) && !equal(attributeOf(values, "before", name), wanted)
  );
}

/** Whether it was true and no longer is. */
export function turnsOff(values: RawValues, name: string): boolean {
  return attributeOf(values, "before", name) === true && attributeOf(values, "after", name) === false;
}

/** The value as a list: a list itself, nothing as an empty one, and another value as one element. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || typeof value === "symbol" ? [] : [value];
}

/** The objects of a list, or a single one. */
export function treesOf(value: unknown): readonly Tree[] {
  return listOf(value).filter(isTree);
}

/** The texts of a list, or a single one. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item): item is string => typeof item === "string");
}

/** The JSON that an attribute holds as text. */
export function documentOf(values: RawValues, side: Side, name: string): Tree | undefined {
  const text = attributeOf(values, side, name);
  const inside = typeof text === "string" ? jsonInside(text) : text;
  return isTree(inside) ? inside : undefined;
}

/** What of the second list is not in the first. */
export function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const known = new Set(before);
  return [...new Set(after)].filter((item) => !known.has(item));
}

/** Names for a sentence; after so many the rest is counted. */
export function named(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most).join(", ");
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
