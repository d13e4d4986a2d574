import { jsonInside } from "./json-inside";
import { holdsSecret, namesSecret } from "./secret-keys";

/** Values whose name says that they are secret, from this length on, are looked for elsewhere too. */
const SHORTEST_NAMED = 8;

/**
 * Calls `found` with texts that Terraform does not mark, but whose name says that they are secret: by their key, or
 * as `{ "name": "DB_PASSWORD", "value": … }`; also in JSON inside of texts.
 */
export function eachNamedSecret(
  value: unknown,
  found: (text: string) => void,
  shortest: number = SHORTEST_NAMED,
): void {
  if (typeof value === "string") {
    const inner = jsonInside(value);
    if (inner !== undefined) eachNamedSecret(inner, found, shortest);
  } else if (Array.isArray(value)) {
    for (const item of value) eachNamedSecret(item, found, shortest);
  } else if (typeof value === "object" && value !== null) {
    const tree = value as Readonly<Record<string, unknown>>;
    const pairKey = pairValueKey(tree);
    for (const key of Object.keys(tree)) {
      const item = tree[key];
      if (isListed(item) && (key === pairKey || namesSecret(key))) eachHeld(item, found, shortest);
      else if (item !== null && typeof item !== "number") eachNamedSecret(item, found, shortest);
    }
  }
}

function isListed(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value);
}

function eachHeld(value: unknown, found: (text: string) => void, shortest: number): void {
  for (const text of [value].flat()) if (holdsSecret(text) && text.length >= shortest) found(text);
}

/** Which key holds the secret of a pair of name and value. @returns nothing when it is no such pair */
export function pairValueKey(pair: Readonly<Record<string, unknown>>): "value" | "Value" | undefined {
  const key = "value" in pair ? "value" : "Value" in pair ? "Value" : undefined;
  if (key === undefined) return undefined;
  const label = pair["name"] ?? pair["Name"] ?? pair["key"] ?? pair["Key"];
  return typeof label === "string" && namesSecret(label) ? key : undefined;
}
