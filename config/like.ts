import { overlay } from "./merge";
import { type Problem, problemAt } from "./problem";
import { suggest } from "./suggest";
import { find, findMap, type MapTree, type Tree } from "./tree";

/** What is about being reached over a port, and means the same to `web` and `internal`. */
const SERVED = [
  "port",
  "healthCheck",
  "containerHealthCheck",
  "slowStartSeconds",
  "deregistrationDelaySeconds",
];

/** What another kind of the same image does not share: what it is, where it is found, and how many of it run. */
const OWN = [
  "kind",
  "schedule",
  "hosts",
  "paths",
  "headers",
  "sourceIps",
  "stickiness",
  "front",
  "desiredCount",
  "singleton",
  "scaling",
  "spot",
  "deployment",
  "deploy",
  "release",
  "alarms",
  "beanstalk",
];

/** What there is one of for an image: a second pipeline would build it again. */
const NEVER = ["repository", "pipeline"];

/** Services with the keys of those that they are like below their own. */
export interface Alike {
  readonly written: MapTree;
  readonly problems: readonly Problem[];
}

/** Follows every `like` of an environment to its end; the key itself is gone then. */
export function alike(written: MapTree): Alike {
  const services = findMap(written, ["services"]);
  if (services === undefined) return { written, problems: [] };
  const problems: Problem[] = [];
  const entries = new Map<string, Tree>();
  for (const name of services.entries.keys()) {
    const links = chainOf(services, name, problems);
    const [first, ...above] = links.reverse();
    const merged = above.reduce((below, link) => modeOf(below, link), first?.service);
    if (merged !== undefined) entries.set(name, withoutLike(merged));
  }
  const tree = { ...services, entries };
  return { written: { ...written, entries: new Map(written.entries).set("services", tree) }, problems };
}

interface Link {
  readonly name: string;
  readonly service: Tree;
}

/** A service and those that it is like, in the order of the links; it ends where a link leads nowhere. */
function chainOf(services: MapTree, start: string, problems: Problem[]): Link[] {
  const chain: Link[] = [];
  for (let name: string | undefined = start; name !== undefined; ) {
    const service = services.entries.get(name);
    const place = find(services.entries.get(chain.at(-1)?.name ?? ""), ["like"]);
    const ring = chain.map((link) => link.name).indexOf(name);
    if (ring !== -1) {
      const own = find(chain[0]?.service, ["like"]);
      if (ring === 0 && own !== undefined && isFirst(services, chain)) problems.push(cycle(own, chain));
      return chain.slice(0, 1);
    }
    if (service?.kind !== "map") {
      // Said of the service that names it, not of those that are like that one.
      if (chain.length === 1 && place !== undefined) problems.push(unknown(services, start, place, name));
      if (chain.length === 0 && service !== undefined) chain.push({ name, service });
      return chain;
    }
    chain.push({ name, service });
    const next = find(service, ["like"]);
    name = next?.kind === "scalar" ? String(next.value) : undefined;
  }
  return chain;
}

function isFirst(services: MapTree, ring: readonly Link[]): boolean {
  return (
    [...services.entries.keys()].find((name) => ring.some((link) => link.name === name)) === ring[0]?.name
  );
}

/** The keys of `link` over those of the service below it. */
function modeOf(below: Tree | undefined, { name, service }: Link): Tree | undefined {
  if (below?.kind !== "map" || service.kind !== "map") return overlay(below, service);
  const was = kindOf(below);
  const is = ownKind(service) ?? was;
  const bothServed = isServed(was) && isServed(is);
  const dropped = is === was ? NEVER : [...NEVER, ...OWN, ...(bothServed ? [] : SERVED)];
  const entries = new Map([...below.entries].filter(([key]) => !dropped.includes(key)));
  return overlay({ ...below, entries }, service, ["services", name]);
}

/** What a service says of its kind; one that says nothing is of the kind of the one that it is like. */
function ownKind(service: MapTree): string | undefined {
  const kind = find(service, ["kind"]);
  if (kind?.kind === "scalar") return String(kind.value);
  return find(service, ["schedule"]) === undefined ? undefined : "schedule";
}

function kindOf(service: MapTree): string {
  return ownKind(service) ?? (find(service, ["port"]) === undefined ? "worker" : "web");
}

function isServed(kind: string): boolean {
  return kind === "web" || kind === "internal";
}

function withoutLike(service: Tree): Tree {
  if (service.kind !== "map") return service;
  return { ...service, entries: new Map([...service.entries].filter(([key]) => key !== "like")) };
}

function unknown(services: MapTree, service: string, place: Tree, got: string): Problem {
  const isDropped = services.entries.has(got);
  const others = [...services.entries].filter(([name, tree]) => name !== service && tree.kind === "map");
  const names = others.map(([name]) => name);
  return problemAt(place.origin, {
    message: isDropped ? "is a service that this environment drops" : "is not a service of this environment",
    got,
    fix: suggest(got, names, "other services of this environment"),
  });
}

function cycle(place: Tree, chain: readonly Link[]): Problem {
  const turn = [...chain, chain[0]].map((link) => link?.name).join(" → ");
  return problemAt(place.origin, {
    message: `is like itself: ${turn}`,
    fix: "Remove `like` from one of them.",
  });
}
