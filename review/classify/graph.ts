import { type Change, GROUPS, type Graph, type GraphEdge, type GraphNode } from "../model";
import type { RawConfiguration } from "../read";
import { configAddress } from "./configured";
import { references } from "./references";

/** Changed resources and those that they refer to, or that refer to them. */
export function graphOf(configuration: RawConfiguration, changes: readonly Change[]): Graph {
  const changed = new Map<string, GraphNode>();
  for (const change of changes) {
    const address = configAddress(change.address);
    const known = changed.get(address);
    const group = known?.group === undefined ? change.group : worse(known.group, change.group);
    changed.set(address, { address, type: change.type, group, changes: (known?.changes ?? 0) + 1 });
  }
  const near = references(configuration).filter(({ from, to }) => changed.has(from) || changed.has(to));
  const nodes = new Map<string, GraphNode>(changed);
  for (const { from, to } of near) {
    for (const address of [from, to]) {
      if (!nodes.has(address)) nodes.set(address, { address, type: typeOf(address), changes: 0 });
    }
  }
  return {
    nodes: [...nodes.values()].sort((one, other) => compare(one.address, other.address)),
    edges: sorted(near),
  };
}

function worse(one: GraphNode["group"] & string, other: GraphNode["group"] & string): GraphNode["group"] {
  return GROUPS.indexOf(one) <= GROUPS.indexOf(other) ? one : other;
}

function sorted(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  return [...edges].sort((one, other) => compare(one.from, other.from) || compare(one.to, other.to));
}

/** `module.a.data.t.n` is a `t`. */
function typeOf(address: string): string {
  const steps = address.split(".");
  return steps[steps.length - 2] ?? address;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
