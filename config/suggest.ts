import { closest, distance } from "fastest-levenshtein";

/** `Did you mean "database"?` when a known word is near, else the known words. */
export function suggest(written: string, known: readonly string[], noun: string): string {
  if (known.length === 0) return `There are no ${noun}.`;
  const lower = written.toLowerCase();
  const begun = lower.length < 3 ? undefined : known.find((word) => word.toLowerCase().startsWith(lower));
  const near = begun ?? closest(lower, known);
  const isNear =
    begun !== undefined || distance(lower, near.toLowerCase()) <= Math.max(2, Math.floor(lower.length / 3));
  return isNear ? `Did you mean "${near}"?` : `The ${noun} are: ${known.join(", ")}.`;
}
