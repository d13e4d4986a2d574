import { ExactNumber } from "../read/exact-number";
import { eachNamedSecret } from "./named-secrets";

/** Whether a mask marks anything; masks are `true` at a leaf, and objects or lists on the way to one. */
export function marksAnything(mask: unknown): boolean {
  if (mask === true) return true;
  if (typeof mask !== "object" || mask === null) return false;
  return Object.values(mask).some(marksAnything);
}

/** Calls `found` with every text or number of the value that the mask marks. */
export function eachSensitive(value: unknown, mask: unknown, found: (text: string) => void): void {
  if (mask === true) eachLeaf(value, found);
  else if (isTree(mask) && isTree(value)) {
    for (const [key, inner] of Object.entries(mask)) {
      if (Object.hasOwn(value, key)) eachSensitive(value[key], inner, found);
    }
  }
}

/**
 * Calls `found` with every text and number in the value, and with what JSON in a text calls a password or the like.
 */
export function eachLeaf(value: unknown, found: (text: string) => void): void {
  if (typeof value === "string") {
    found(value);
    eachNamedSecret(value, found, 0);
  } else if (typeof value === "number") found(String(value));
  else if (value instanceof ExactNumber) found(value.text);
  else if (isTree(value)) for (const inner of Object.values(value)) eachLeaf(inner, found);
}

type Tree = Readonly<Record<string, unknown>>;

/** Lists count as objects whose keys are positions. */
function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !(value instanceof ExactNumber);
}
