import {
  type Conditions,
  isConditional,
  listenerRules,
  MOST_CONDITIONS,
  partsOf,
  roomFor,
} from "../../modules/edge/listener-rules";
import { covers, meet } from "../../modules/edge/pattern";
import { contains, parseBlock } from "../cidr";
import type { Environment, Service } from "../environment";
import type { Web } from "../web-plan";

/** One host and path that a service is to get, perhaps only with certain headers or from certain addresses. */
export interface Claim extends Conditions {
  readonly service: string;
  readonly entrance: Web["entrance"];
  readonly host: string;
  readonly path: string;
  /** Priorities of its listener rules; empty where there is no room for them. */
  readonly priorities: readonly number[];
}

/** What the services of the environment's own entrances claim; those on Beanstalk have load balancers of their own. */
export function routeClaims({ services }: Environment): Claim[] {
  return services.flatMap((service) => (service.runtime === "beanstalk" ? [] : claimsOf(service)));
}

function claimsOf({ name: service, web }: Service): Claim[] {
  if (web === undefined || conditionCount(web) > MOST_CONDITIONS) return [];
  const { entrance, headers, sourceIps } = web;
  return web.hosts
    .filter((host) => host !== "")
    .flatMap((host) =>
      web.paths.map((path) => {
        const priorities = prioritiesOf(host, path, web);
        return { service, entrance, host, path, headers, sourceIps, priorities };
      }),
    );
}

function prioritiesOf(host: string, path: string, conditions: Conditions): number[] {
  if (partsOf(conditions).length > roomFor(host, path, conditions)) return [];
  const { headers, sourceIps } = conditions;
  return listenerRules({ hosts: [host], paths: [path], headers, sourceIps }).map(({ priority }) => priority);
}

/** Conditions beside host and path. */
export function conditionCount({ headers, sourceIps }: Conditions): number {
  return headers.length + (sourceIps.length > 0 ? 1 : 0);
}

/** Whether two claims want the same requests, and nothing but chance says which of the two gets them. */
export function isContested(one: Claim, other: Claim): boolean {
  if (one.path !== other.path) return false;
  const isSameRank =
    one.headers.length === other.headers.length && conditionCount(one) === conditionCount(other);
  return isSameRank && conditionsMeet(one, other);
}

/** Whether the first claim comes first and takes every request that the other could get. */
export function isShadowing(first: Claim, other: Claim): boolean {
  const [before = 0] = first.priorities;
  const [after = 0] = other.priorities;
  return before < after && pathCovers(first.path, other.path) && conditionsCover(first, other);
}

function pathCovers(outer: string, inner: string): boolean {
  // Most pairs differ before the first wildcard.
  const start = outer.split(/[*?]/)[0] ?? "";
  return inner.startsWith(start) && covers(outer, inner);
}

/** A list for a header is a set of patterns, of which one has to match; case means nothing. */
function conditionsCover(outer: Conditions, inner: Conditions): boolean {
  if (!isConditional(outer)) return true;
  const headers = outer.headers.every(({ name, values }) => {
    const same = valuesOf(inner, name);
    return same?.every((value) => values.some((wide) => covers(wide.toLowerCase(), value)));
  });
  const within = (block: string) => outer.sourceIps.some((wide) => holds(wide, block));
  const hasSources = inner.sourceIps.length > 0 && inner.sourceIps.every(within);
  return headers && (outer.sourceIps.length === 0 || hasSources);
}

function conditionsMeet(one: Conditions, other: Conditions): boolean {
  const headers = one.headers.every(({ name, values }) => {
    const same = valuesOf(other, name);
    return same === undefined || same.some((value) => values.some((mine) => meet(mine.toLowerCase(), value)));
  });
  const all = [one.sourceIps, other.sourceIps];
  const meets = one.sourceIps.some((a) => other.sourceIps.some((b) => holds(a, b) || holds(b, a)));
  return headers && (meets || all.some(({ length }) => length === 0));
}

function valuesOf({ headers }: Conditions, name: string): string[] | undefined {
  const same = headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  return same?.values.map((value) => value.toLowerCase());
}

function holds(outer: string, inner: string): boolean {
  const [wide, narrow] = [parseBlock(outer), parseBlock(inner)];
  return wide !== undefined && narrow !== undefined && contains(wide, narrow);
}
