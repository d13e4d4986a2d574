import type { GraphEdge } from "../model";
import type { RawConfiguration, RawModule } from "../read";
import { isTree } from "./equal";

/** A module of the configuration, and how to get out of it. */
interface Place {
  readonly prefix: string;
  readonly module: RawModule;
  readonly parent?: { readonly place: Place; readonly call: string };
}

/** Which resource of a configuration refers to which other one, through modules and their outputs. */
export function references({ root_module }: RawConfiguration): readonly GraphEdge[] {
  if (!isTree(root_module)) return [];
  const edges = new Map<string, GraphEdge>();
  const resolver = new Resolver();
  const visit = (place: Place): void => {
    for (const resource of listOf(place.module.resources)) {
      const from = place.prefix + String(resource["address"]);
      const { expressions, for_each_expression, count_expression, depends_on } = resource;
      const named = namesIn([expressions, for_each_expression, count_expression]);
      for (const name of [...named, ...textsOf(depends_on)]) {
        for (const to of resolver.resolve(name, place)) {
          if (to !== from) edges.set(`${from} ${to}`, { from, to });
        }
      }
    }
    for (const call of Object.keys(callsOf(place))) {
      const inner = childOf(place, call);
      if (inner !== undefined) visit(inner);
    }
  };
  visit({ prefix: "", module: root_module });
  return [...edges.values()];
}

class Resolver {
  private readonly known = new Map<string, ReadonlySet<string>>();

  /** Addresses of the resources that a name stands for in a module. */
  resolve(name: string, place: Place): ReadonlySet<string> {
    const key = `${place.prefix} ${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = new Set<string>();
    // A name that leads back to itself finds nothing more.
    this.known.set(key, found);
    for (const address of this.look(name, place)) found.add(address);
    return found;
  }

  private look(name: string, place: Place): readonly string[] {
    const [first = "", second = "", third = ""] = name.replace(/\[[^\]]*\]/g, "").split(".");
    if (first === "var") return this.variable(second, place);
    if (first === "module") return this.output(second, third, place);
    const address = first === "data" ? `data.${second}.${third}` : `${first}.${second}`;
    return has(place, address) ? [place.prefix + address] : [];
  }

  private variable(name: string, { parent }: Place): readonly string[] {
    if (parent === undefined) return [];
    const call = callsOf(parent.place)[parent.call];
    const expressions = isTree(call) && isTree(call["expressions"]) ? call["expressions"] : {};
    return this.all(namesIn(expressions[name]), parent.place);
  }

  private output(call: string, name: string, place: Place): readonly string[] {
    const inner = childOf(place, call);
    if (inner === undefined || name === "") return [];
    const outputs = isTree(inner.module.outputs) ? inner.module.outputs : {};
    const output: unknown = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    return isTree(output) ? this.all(namesIn(output["expression"]), inner) : [];
  }

  private all(names: readonly string[], place: Place): readonly string[] {
    return names.flatMap((name) => [...this.resolve(name, place)]);
  }
}

const addresses = new WeakMap<RawModule, ReadonlySet<string>>();

function has({ module }: Place, address: string): boolean {
  const known =
    addresses.get(module) ?? new Set(listOf(module.resources).map((one) => String(one["address"])));
  addresses.set(module, known);
  return known.has(address);
}

function callsOf({ module }: Place): Readonly<Record<string, unknown>> {
  return isTree(module.module_calls) ? module.module_calls : {};
}

function childOf(place: Place, call: string): Place | undefined {
  const calls = callsOf(place);
  const found = Object.hasOwn(calls, call) ? calls[call] : undefined;
  const module = isTree(found) ? found["module"] : undefined;
  if (!isTree(module)) return undefined;
  return { prefix: `${place.prefix}module.${call}.`, module, parent: { place, call } };
}

/** Every name in an expression, however deep. Beside `a.b.c` a plan lists `a.b` too. */
function namesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(namesIn);
  if (!isTree(expression)) return [];
  return Object.entries(expression).flatMap(([key, value]) =>
    key === "references" ? textsOf(value) : key === "constant_value" ? [] : namesIn(value),
  );
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}
