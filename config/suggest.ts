import { closest, distance } from "fastest-levenshtein";

/** `Did you mean "database"?` when a known word is near, else the known words. */
export function suggest(written: string, known: readonly string[], noun: string): string {
  if (known.length === 0) return `There are no ${noun}.`;
  const near = nearest(written, known);
  return near === undefined ? `The ${noun} are: ${known.join(", ")}.` : `Did you mean "${near}"?`;
}

/** The known word that was most likely meant, or undefined when none is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = written.toLowerCase();
  const begun = lower.length < 3 ? undefined : known.find((word) => word.toLowerCase().startsWith(lower));
  if (begun !== undefined) return begun;
  const near = closest(lower, known);
  const isNear = distance(lower, near.toLowerCase()) <= Math.max(2, Math.floor(lower.length / 3));
  return isNear ? near : undefined;
}
