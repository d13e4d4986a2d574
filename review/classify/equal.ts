import { ExactNumber } from "../read/exact-number";

/** Stands for a value that is not there; null is a value. */
export const ABSENT: unique symbol = Symbol("absent");

/** An object of the plan. */
export type Tree = Readonly<Record<string, unknown>>;

/** Whether a value is an object; lists and numbers are none. */
export function isTree(value: unknown): value is Tree {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** Whether two values of a plan are the same; the order of keys does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one instanceof ExactNumber) return other instanceof ExactNumber && one.text === other.text;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => equal(item, other[index]));
  }
  if (!isTree(one) || !isTree(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]));
}

/** Whether there is nothing in it: absent, null, an empty object or list. */
export function isNothing(value: unknown): boolean {
  if (value === ABSENT || value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isTree(value) && Object.keys(value).length === 0;
}

/** The member of an object, or element of a list. */
export function memberOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return Number(key) in value ? value[Number(key)] : ABSENT;
  if (isTree(value)) return Object.hasOwn(value, key) ? value[key] : ABSENT;
  return ABSENT;
}

/** The members of an object that are not plainly the same in another one; any other value as it is. */
export function changedMembers(value: unknown, other: unknown): unknown {
  if (!isTree(value) || !isTree(other)) return value;
  const changed = Object.keys(value).filter((key) => value[key] !== memberOf(other, key));
  return Object.fromEntries(changed.map((key) => [key, value[key]]));
}

/** One text for equal values, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(isSorted(value) ? value : sorted(value)) ?? "null";
}

/** Whether the keys of all objects are in order, as they are in what Terraform writes. */
function isSorted(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last: string | undefined;
  for (const key in value) {
    if (last !== undefined && key < last) return false;
    last = key;
    if (!isSorted((value as Tree)[key])) return false;
  }
  return true;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isTree(value)) return value;
  const members = Object.keys(value).sort();
  return Object.fromEntries(members.map((key) => [key, sorted(value[key])]));
}
