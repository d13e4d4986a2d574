/** What rules promise to be there; this only tells the type checker. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The environment has no ${what}.`);
  return value;
}
