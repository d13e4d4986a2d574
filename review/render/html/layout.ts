import type { GraphEdge } from "../../model";

/** Nodes of one column that is not split; more in a large picture, so that it does not become a band. */
const TALLEST_COLUMN = 10;
/** Room for a line that passes a column, as a share of a node's. */
const PASSING = 0.4;
const SWEEPS = 8;

/** Where a node of a picture stands: column from the left, height in rows from the top. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** A line, from what is referred to to what refers to it, with a place in each column that it passes. */
export interface Route extends GraphEdge {
  readonly by: readonly Place[];
}

/** A picture without sizes. */
export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  readonly routes: readonly Route[];
}

/** A node, or the point where a line passes a column. */
interface Slot {
  readonly room: number;
  readonly column: number;
  readonly near: Slot[];
  row: number;
}

/**
 * Places nodes in columns so that what a node refers to stands to its left, neighbours stand near each other, and
 * lines pass between nodes. The result depends on nothing but the order of nodes and edges. Circles are cut where
 * they are found. Nodes without edges stand below.
 */
export function layout(addresses: readonly string[], edges: readonly GraphEdge[]): Layout {
  const known = new Set(addresses);
  const links = edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  const tallest = Math.max(TALLEST_COLUMN, Math.ceil(1.5 * Math.sqrt(linked.size)));
  const columns = depths(
    addresses.filter((address) => linked.has(address)),
    links,
  ).flatMap((column) => slices(column, tallest));
  const slots = new Map<string, Slot>();
  columns.forEach((column, index) => {
    for (const address of column) slots.set(address, { room: 1, column: index, near: [], row: 0 });
  });
  const routes = links.flatMap((link) => route(link, slots));
  const filled = columns.map((): Slot[] => []);
  for (const slot of [...slots.values(), ...routes.flatMap(({ by }) => by)]) filled[slot.column]?.push(slot);
  arrange(filled);
  const places = new Map<string, Place>(slots);
  const bottom = Math.max(-1, ...[...slots.values()].map(({ row }) => row));
  const width = Math.max(columns.length, 4);
  const alone = addresses.filter((address) => !linked.has(address));
  alone.forEach((address, index) => {
    places.set(address, { column: index % width, row: bottom + 1 + Math.floor(index / width) });
  });
  return { places, routes };
}

/** A line with a slot in each column between its ends. */
function route(
  { from, to }: GraphEdge,
  slots: ReadonlyMap<string, Slot>,
): { from: string; to: string; by: Slot[] }[] {
  const [start, end] = [slots.get(to), slots.get(from)];
  if (start === undefined || end === undefined) return [];
  const by = Array.from({ length: Math.max(end.column - start.column - 1, 0) }, (_, index): Slot => {
    return { room: PASSING, column: start.column + 1 + index, near: [], row: 0 };
  });
  const chain = [start, ...by, end];
  chain.forEach((slot, index) => {
    const next = chain[index + 1];
    if (next === undefined) return;
    slot.near.push(next);
    next.near.push(slot);
  });
  return [{ from, to, by }];
}

/** Sets the rows: each slot as near to the middle of its neighbours as the others of its column allow. */
function arrange(columns: readonly Slot[][]): void {
  for (const column of columns) stack(column.map((slot) => ({ slot, at: 0 })));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const wanted = column.map((slot) => ({ slot, at: middle(slot) }));
      stack(wanted.sort((a, b) => a.at - b.at));
    }
  }
  const top = Math.min(0, ...columns.flat().map(({ row }) => row));
  for (const slot of columns.flat()) slot.row -= top;
}

/** Rows from the top in the given order, and then the whole column as near as can be to where it is wanted. */
function stack(wanted: readonly { readonly slot: Slot; readonly at: number }[]): void {
  let free = Number.NEGATIVE_INFINITY;
  let off = 0;
  for (const { slot, at } of wanted) {
    slot.row = Math.max(at, free);
    free = slot.row + slot.room;
    off += at - slot.row;
  }
  const shift = wanted.length === 0 ? 0 : off / wanted.length;
  for (const { slot } of wanted) slot.row += shift;
}

function middle({ near, row }: Slot): number {
  return near.length === 0 ? row : near.reduce((sum, slot) => sum + slot.row, 0) / near.length;
}

/** Addresses by the longest way to a node that refers to nothing. */
function depths(addresses: readonly string[], edges: readonly GraphEdge[]): string[][] {
  const targets = new Map<string, string[]>(addresses.map((address) => [address, []]));
  for (const { from, to } of edges) targets.get(from)?.push(to);
  const depth = new Map<string, number>();
  for (const address of addresses) if (!depth.has(address)) measure(address, targets, depth);
  const columns: string[][] = [];
  for (const address of addresses) {
    const index = depth.get(address) ?? 0;
    columns[index] ??= [];
    columns[index].push(address);
  }
  return columns.filter((column) => column.length > 0);
}

/** Without recursion, because a chain may be long. */
function measure(start: string, targets: ReadonlyMap<string, readonly string[]>, depth: Map<string, number>) {
  const path = [{ address: start, next: 0, deepest: 0 }];
  const open = new Set([start]);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = targets.get(top.address)?.[top.next];
    const known = target === undefined ? undefined : depth.get(target);
    if (target === undefined) {
      depth.set(top.address, top.deepest);
      open.delete(top.address);
      path.pop();
    } else if (known === undefined && !open.has(target)) {
      open.add(target);
      path.push({ address: target, next: 0, deepest: 0 });
    } else {
      top.next += 1;
      if (known !== undefined) top.deepest = Math.max(top.deepest, known + 1);
    }
  }
}

function slices<T>(items: readonly T[], most: number): T[][] {
  const count = Math.ceil(items.length / most);
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
