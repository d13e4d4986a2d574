import type { LoadedTeam } from "./load";
import { overlay } from "./merge";
import { type Problem, problemAt } from "./problem";
import { suggest } from "./suggest";
import { find, type MapTree, type Tree } from "./tree";

/** An environment with what it extends. */
export interface Inherited {
  /** The written keys of the environment over those of what it extends; undefined when that fails. */
  readonly written: MapTree | undefined;
  readonly problems: readonly Problem[];
}

/** Follows `extends` to its end and lays the written keys over each other. */
export function inheritance(team: LoadedTeam, name: string): Inherited {
  const chain: string[] = [];
  let next: string | undefined = name;
  while (next !== undefined) {
    if (chain.includes(next)) return failed(cycle(team, name, chain.slice(chain.indexOf(next))));
    const environment: MapTree | undefined = team.environments.get(next);
    // Said of the environment that names it, not of those that extend that one.
    if (environment === undefined) return failed(chain.length === 1 ? unknown(team, name, next) : []);
    chain.push(next);
    next = extended(environment);
  }
  const [lowest, ...above] = chain.reverse().flatMap((link) => team.environments.get(link) ?? []);
  const written = above.reduce<Tree | undefined>((below, upper) => overlay(below, upper), lowest);
  if (written?.kind !== "map") return failed([]);
  const entries = new Map(written.entries);
  entries.delete("extends");
  return { written: { ...written, entries }, problems: [] };
}

function extended(environment: MapTree | undefined): string | undefined {
  const node = find(environment, ["extends"]);
  return node?.kind === "scalar" ? String(node.value) : undefined;
}

function unknown(team: LoadedTeam, name: string, target: string): Problem[] {
  const others = [...team.environments.keys()].filter((other) => other !== name);
  return saying(team, name, {
    message: "is not an environment of this file",
    got: target,
    fix: suggest(target, others, "other environments of this file"),
  });
}

/** One problem for the whole ring, at its first environment in the file. */
function cycle(team: LoadedTeam, name: string, ring: readonly string[]): Problem[] {
  const first = [...team.environments.keys()].find((candidate) => ring.includes(candidate));
  if (first !== name) return [];
  const turn = [...ring, ring[0]].join(" → ");
  return saying(team, name, {
    message: `extends itself: ${turn}`,
    fix: "Remove `extends` from one of them.",
  });
}

function saying(team: LoadedTeam, name: string, words: Parameters<typeof problemAt>[1]): Problem[] {
  const node = find(team.environments.get(name), ["extends"]);
  return node === undefined ? [] : [problemAt(node.origin, words)];
}

function failed(problems: readonly Problem[]): Inherited {
  return { written: undefined, problems };
}
