import { holdsSecret, jsonInside, MASK, type Masker, namesSecret, pairValueKey } from "../mask";
import type { Shown } from "../model";
import { ExactNumber } from "../read/exact-number";
import { ABSENT, isTree } from "./equal";
import { innerMask } from "./masks";

/** Characters of one value that are kept. */
const LONGEST_VALUE = 8000;

const NOT_THERE: Shown = { kind: "absent", text: "" };
const NULL: Shown = { kind: "null", text: "null" };
const UNKNOWN: Shown = { kind: "unknown", text: "(known after apply)" };
const HIDDEN: Shown = { kind: "masked", text: MASK };

/** What may be shown of a value. */
export function show(value: unknown, mask: unknown, masker: Masker): Shown {
  if (value === ABSENT || value === undefined) return NOT_THERE;
  if (value === null) return NULL;
  if (mask === true) return HIDDEN;
  if (typeof value === "number") return masked("number", String(value), masker);
  if (value instanceof ExactNumber) return masked("number", value.text, masker);
  if (typeof value === "boolean") return { kind: "boolean", text: String(value) };
  if (typeof value === "string") {
    const inner = jsonInside(value);
    return inner === undefined ? masked("text", value, masker) : masked("json", pretty(inner, false), masker);
  }
  return masked("json", pretty(value, mask), masker);
}

/** What stands for a value that is known after the apply. */
export function showUnknown(): Shown {
  return UNKNOWN;
}

/** The value as JSON on one or several lines, without what is secret by its mask or by its name. */
function pretty(value: unknown, mask: unknown): string {
  return JSON.stringify(redacted(value, mask), undefined, isSmall(value) ? undefined : 2);
}

/** A list of a few plain values reads best on one line. */
function isSmall(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const members = Object.values(value);
  return members.length <= 8 && members.every((member) => typeof member !== "object" || member === null);
}

function redacted(value: unknown, mask: unknown): unknown {
  if (mask === true) return MASK;
  if (typeof value === "string") {
    const inner = jsonInside(value);
    return inner === undefined ? value : JSON.stringify(redacted(inner, false));
  }
  if (Array.isArray(value)) return value.map((item, at) => redacted(item, innerMask(mask, at)));
  if (!isTree(value)) return value;
  const pairKey = pairValueKey(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const secret = (key === pairKey || namesSecret(key)) && holdsSecret(item);
      return [key, secret ? MASK : redacted(item, innerMask(mask, key))];
    }),
  );
}

function masked(kind: Shown["kind"], text: string, masker: Masker): Shown {
  const safe = masker.text(text);
  if (safe === MASK) return HIDDEN;
  if (safe.length <= LONGEST_VALUE) return { kind, text: safe };
  const kept = cutAt(safe, LONGEST_VALUE);
  return { kind, text: kept, cut: safe.length - kept.length };
}

/** The first characters of a text; no character is cut in half. */
export function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
