import { createHash } from "node:crypto";

/** What a route answers to: any of the paths on any of the hosts. */
export interface RouteMatch {
  /** Host names, without wildcards. */
  readonly hosts: readonly string[];
  /** Path patterns that start with `/`, at most 128 characters, with the wildcards `*` and `?`. */
  readonly paths: readonly string[];
}

/**
 * Priority of a rule, from nothing but what it matches: another rule never changes it, and of two patterns
 * for one host the more specific one comes first.
 *
 * Patterns are ranked by weight: two for each plain character, one for each `?`. Every weight has a band
 * of priorities, the heaviest first, wide where real paths are; within it patterns with fewer `*` come
 * first. A hash of hosts and paths picks the place in the part that is left.
 *
 * | weight | such as | band |
 * |---|---|---|
 * | 256 to 34 | 17 plain characters and more | 1 to 12,940 (40 or 300 each, odd weights 20) |
 * | 33 to 3 | `/app/*`, `/robots.txt` | to 40,260 (1,800 each, odd weights 20) |
 * | 2 | `/*`, `/` | to 49,960 |
 *
 * Two rules can get one priority: whoever knows all rules of a load balancer must refuse that. Writing a
 * `*` as `**` moves a rule without changing what it matches. A rule of several paths has the place of its
 * least specific one.
 *
 * @throws RangeError when there is no host or path, or a path does not start with `/` or is too long.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
 */
export function listenerPriority({ hosts, paths }: RouteMatch): number {
  if (hosts.length === 0 || paths.length === 0) throw new RangeError("A route needs a host and a path.");
  const [part] = paths.map(place).sort((a, b) => b.first - a.first);
  if (part === undefined) throw new RangeError("A route needs a path.");
  const key = JSON.stringify([[...hosts].sort(), [...paths].sort()]);
  return part.first + (createHash("sha256").update(key).digest().readUInt32BE(0) % part.size);
}

/**
 * The priorities between those of narrower patterns and that of a pattern itself: where rules of the pattern
 * belong that ask for more than host and path.
 */
export function prioritiesBefore(
  host: string,
  path: string,
): { readonly first: number; readonly size: number } {
  const { first } = place(path);
  return { first, size: listenerPriority({ hosts: [host], paths: [path] }) - first };
}

const LONGEST_PATH = 128;
const HEAVIEST = 2 * LONGEST_PATH;
/** The slash that every path starts with. */
const LIGHTEST = 2;

/** Twentieths of a band for patterns with 0, 1, 2, 3, 4 and more than 4 `*`; most patterns have one. */
const SHARES = [4, 12, 1, 1, 1, 1] as const;
const TWENTIETHS = 20;

/** Number of priorities in the band of a weight; a multiple of twenty. */
function bandWidth(weight: number): number {
  if (weight === LIGHTEST) return 9700;
  // Odd weights need an odd number of `?`, which hardly anybody writes.
  if (weight % 2 === 1) return 20;
  if (weight <= 32) return 1800;
  return weight <= 80 ? 300 : 40;
}

/** The priorities that a pattern may get. */
function place(path: string): { readonly first: number; readonly size: number } {
  if (!path.startsWith("/") || path.length > LONGEST_PATH) {
    throw new RangeError(`"${path}" is not a path pattern of 1 to ${LONGEST_PATH} characters.`);
  }
  const stars = count(path, "*");
  const weight = 2 * (path.length - stars) - count(path, "?");
  const twentieth = bandWidth(weight) / TWENTIETHS;
  const shareIndex = Math.min(stars, SHARES.length - 1);
  const before = SHARES.slice(0, shareIndex).reduce<number>((sum, share) => sum + share, 0);
  return {
    first: bandStart(weight) + before * twentieth,
    size: (SHARES[shareIndex] ?? 1) * twentieth,
  };
}

function bandStart(weight: number): number {
  let start = 1;
  for (let heavier = HEAVIEST; heavier > weight; heavier--) start += bandWidth(heavier);
  return start;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
