/** The entries of a map, sorted by key, so that the order in a file changes nothing. */
export function byName<T>(items: Readonly<Record<string, T>>): (readonly [name: string, item: T])[] {
  return Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
}
