import { marksAnything } from "../mask";
import { ABSENT, isTree, memberOf } from "./equal";

/** The mask of a member; what is inside of something masked is masked. */
export function innerMask(mask: unknown, key: string | number): unknown {
  if (mask === true) return true;
  const inner = memberOf(mask, key);
  return inner === ABSENT ? false : inner;
}

/** Marks what either mask marks. */
export function unionOf(one: unknown, other: unknown): unknown {
  if (one === true || other === true) return true;
  if (!marksAnything(one)) return marksAnything(other) ? other : false;
  if (!marksAnything(other)) return one;
  if (Array.isArray(one) || Array.isArray(other)) {
    const length = Math.max(Array.isArray(one) ? one.length : 0, Array.isArray(other) ? other.length : 0);
    return Array.from({ length }, (_, at) => unionOf(innerMask(one, at), innerMask(other, at)));
  }
  if (!isTree(one)) return isTree(other) ? other : false;
  if (!isTree(other)) return one;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, unionOf(innerMask(one, key), innerMask(other, key))]),
  );
}
