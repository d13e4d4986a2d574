import type { RawConfiguration, RawModule } from "../read";
import { isTree } from "./equal";

/** An address without the keys of instances: `module.a["x"].t.n[0]` is `module.a.t.n`. */
export function configAddress(address: string): string {
  if (!address.includes("[")) return address;
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/** For each resource of the configuration, the names that it sets. */
export function configuredNames({ root_module }: RawConfiguration): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, ReadonlySet<string>>();
  const visit = (module: RawModule | undefined, prefix: string): void => {
    if (!isTree(module)) return;
    for (const resource of Array.isArray(module.resources) ? module.resources : []) {
      if (!isTree(resource) || typeof resource.address !== "string") continue;
      const { expressions } = resource;
      names.set(prefix + resource.address, new Set(isTree(expressions) ? Object.keys(expressions) : []));
    }
    for (const [name, call] of Object.entries(isTree(module.module_calls) ? module.module_calls : {})) {
      if (isTree(call)) visit(call.module as RawModule | undefined, `${prefix}module.${name}.`);
    }
  };
  visit(root_module, "");
  return names;
}
