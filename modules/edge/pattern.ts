/**
 * Patterns of a load balancer: `*` stands for any text, `?` for one character, everything else for itself.
 */

/** Whether `outer` matches every text that `inner` matches. */
export function covers(outer: string, inner: string): boolean {
  const alphabet = symbols(outer, inner);
  const start = { at: closure(inner, [0]), outer: closure(outer, [0]) };
  const seen = new Set<string>();
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = `${state.at.join(",")} ${state.outer.join(",")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (state.at.includes(inner.length) && !state.outer.includes(outer.length)) return false;
    for (const symbol of alphabet) {
      const at = step(inner, state.at, symbol);
      if (at.length > 0) open.push({ at, outer: step(outer, state.outer, symbol) });
    }
  }
  return true;
}

/** Whether there is a text that both patterns match. */
export function meet(left: string, right: string): boolean {
  const alphabet = symbols(left, right);
  const seen = new Set<string>();
  const open = [{ left: closure(left, [0]), right: closure(right, [0]) }];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = `${state.left.join(",")} ${state.right.join(",")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (state.left.includes(left.length) && state.right.includes(right.length)) return true;
    for (const symbol of alphabet) {
      const next = { left: step(left, state.left, symbol), right: step(right, state.right, symbol) };
      if (next.left.length > 0 && next.right.length > 0) open.push(next);
    }
  }
  return false;
}

/** The characters of both patterns, and one that stands for all others. */
function symbols(...patterns: readonly string[]): string[] {
  return [...new Set(["", ...patterns.join("").replace(/[*?]/g, "")])];
}

/** Places in a pattern after one more character. */
function step(pattern: string, places: readonly number[], symbol: string): number[] {
  const next = places.flatMap((place) => {
    const token = pattern[place];
    if (token === "*") return [place];
    return token === "?" || (token !== undefined && token === symbol) ? [place + 1] : [];
  });
  return closure(pattern, next);
}

/** A `*` can also stand for nothing. */
function closure(pattern: string, places: readonly number[]): number[] {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === "*") all.add(place + 1);
  return [...all].sort((a, b) => a - b);
}
