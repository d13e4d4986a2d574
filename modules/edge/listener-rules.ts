import { createHash } from "node:crypto";
import { listenerPriority, prioritiesBefore, type RouteMatch } from "./listener-priority";

/** A header of a request; any of the values is enough. */
export interface HeaderCondition {
  /** Case means nothing in it. */
  readonly name: string;
  /** Patterns with the wildcards `*` and `?`, at most 128 characters. */
  readonly values: readonly string[];
}

/** What a request needs beside host and path: each of the headers, and an address in one of the blocks. */
export interface Conditions {
  readonly headers: readonly HeaderCondition[];
  /** CIDR blocks of the client, of either family; empty for every address. */
  readonly sourceIps: readonly string[];
}

/** One rule of a listener: one host, one path and at most three values of other conditions. */
export interface ListenerRule extends Conditions {
  readonly host: string;
  readonly path: string;
  /** Number of the rule among those that a long list of values was split into; from 1. */
  readonly part: number;
  /** 1 to 50,000; the lowest that matches a request wins. */
  readonly priority: number;
}

/** Conditions beside host and path of one service: each needs a value in every rule, and a rule has five. */
export const MOST_CONDITIONS = 3;

/** Values that host and path leave to other conditions. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const VALUES = 3;

/**
 * Twelfths of the priorities before a pattern's own, by number of headers and whether the address counts, too;
 * the stricter first. Most conditional rules have one condition.
 */
const RANKS: Readonly<Record<string, readonly [first: number, size: number]>> = {
  "3 headers": [0, 1],
  "2 headers and address": [1, 1],
  "2 headers": [2, 1],
  "1 headers and address": [3, 2],
  "1 headers": [5, 4],
  "0 headers and address": [9, 3],
};
const TWELFTHS = 12;

/**
 * The listener rules of a route: one per host and path, so that each stands where its own path belongs, and
 * adding a host or path touches no other rule. A list of values that is too long for one rule is split; its
 * parts have priorities in a row, so that a value more changes the last part or adds one.
 *
 * Rules that ask for headers or addresses, too, come before the rule of the same host and path that does not,
 * and after those of narrower paths: more conditions first, then headers before addresses.
 *
 * @throws RangeError when there are too many conditions, or no priorities for them (see `roomFor`).
 */
export function listenerRules(match: RouteMatch & Conditions): ListenerRule[] {
  const parts = partsOf(match);
  return match.hosts.flatMap((host) =>
    match.paths.flatMap((path) => {
      const priorities = prioritiesOf(host, path, match, parts.length);
      return parts.map((part, index) => ({
        host,
        path,
        ...part,
        part: index + 1,
        priority: priorities[index] ?? 0,
      }));
    }),
  );
}

/** How many parts a conditional rule of this host, path and rank can have. */
export function roomFor(host: string, path: string, conditions: Conditions): number {
  return isConditional(conditions) ? places(host, path, conditions).size : 1;
}

/** The conditions of each rule of a host and path. */
export function partsOf(conditions: Conditions): Conditions[] {
  const lists = [
    ...conditions.headers.map(({ values }) => values),
    ...(conditions.sourceIps.length > 0 ? [conditions.sourceIps] : []),
  ];
  if (lists.length > MOST_CONDITIONS)
    throw new RangeError(`A rule has room for ${MOST_CONDITIONS} conditions.`);
  const sizes = chunkSizes(lists.map(({ length }) => length));
  return combinations(lists.map((list, index) => chunks(list, sizes[index] ?? 1))).map((chosen) => ({
    headers: conditions.headers.map(({ name }, index) => ({ name, values: chosen[index] ?? [] })),
    sourceIps: chosen[conditions.headers.length] ?? [],
  }));
}

/** Whether a rule asks for more than host and path. */
export function isConditional({ headers, sourceIps }: Conditions): boolean {
  return headers.length > 0 || sourceIps.length > 0;
}

/** The one with the longest list gets what the others leave. */
function chunkSizes(lengths: readonly number[]): number[] {
  const longest = lengths.indexOf(Math.max(...lengths));
  return lengths.map((_, index) => (index === longest ? VALUES - lengths.length + 1 : 1));
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((done, list) => done.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}

function prioritiesOf(host: string, path: string, conditions: Conditions, parts: number): number[] {
  if (!isConditional(conditions)) return [listenerPriority({ hosts: [host], paths: [path] })];
  const { first, size } = places(host, path, conditions);
  if (size < parts) throw new RangeError(`There are not ${parts} priorities before ${host}${path}.`);
  const { headers, sourceIps } = conditions;
  // Not all values: one more must not move the rules.
  const key = JSON.stringify([
    host,
    path,
    headers.map(({ name, values }) => [name.toLowerCase(), values[0]]),
    sourceIps[0] ?? null,
  ]);
  const start = createHash("sha256").update(key).digest().readUInt32BE(0);
  return Array.from({ length: parts }, (_, index) => first + ((start + index) % size));
}

function places(host: string, path: string, { headers, sourceIps }: Conditions) {
  const rank = RANKS[`${headers.length} headers${sourceIps.length > 0 ? " and address" : ""}`];
  if (rank === undefined) throw new RangeError(`A rule has room for ${MOST_CONDITIONS} conditions.`);
  const before = prioritiesBefore(host, path);
  const at = (twelfth: number) => Math.floor((before.size * twelfth) / TWELFTHS);
  return { first: before.first + at(rank[0]), size: at(rank[0] + rank[1]) - at(rank[0]) };
}
