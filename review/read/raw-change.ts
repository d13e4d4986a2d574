import type { RawChange, RawValues } from "./plan-document";

/** An object of the JSON, whatever is in it. */
export type Loose = Readonly<Record<string, unknown>>;

const NOTHING: Loose = {};

/** The value as an object; an empty one when it is something else. */
export function loose(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : NOTHING;
}

/** The value as a list; an empty one when it is something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is a text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** An element of `resource_changes`, `resource_drift` or a deferred change. */
export function rawChange(value: unknown): RawChange {
  const raw = loose(value);
  const address = text(raw["address"]) ?? madeAddress(raw);
  return {
    address,
    previousAddress: text(raw["previous_address"]),
    module: text(raw["module_address"]),
    mode: raw["mode"] === "data" ? "data" : "managed",
    type: text(raw["type"]) ?? "unknown",
    name: text(raw["name"]) ?? address,
    provider: text(raw["provider_name"]),
    deposed: text(raw["deposed"]),
    reason: text(raw["action_reason"]),
    change: rawValues(raw["change"]),
  };
}

/** The `change` of a resource or an output. */
export function rawValues(value: unknown): RawValues {
  const raw = loose(value);
  const importing = raw["importing"];
  return {
    actions: list(raw["actions"]).filter((action): action is string => typeof action === "string"),
    before: raw["before"] ?? null,
    after: raw["after"] ?? null,
    afterUnknown: raw["after_unknown"] ?? false,
    beforeSensitive: raw["before_sensitive"] ?? false,
    afterSensitive: raw["after_sensitive"] ?? false,
    replacePaths: list(raw["replace_paths"]).filter(Array.isArray),
    importing: typeof importing === "object" && importing !== null ? loose(importing) : undefined,
    generatedConfig: text(raw["generated_config"]) !== undefined,
  };
}

/** Some early plans leave the address out. */
function madeAddress(raw: Loose): string {
  const { module_address: module, mode, type, name, index } = raw;
  const key = index === undefined || index === null ? "" : `[${JSON.stringify(index)}]`;
  const parts = [text(module), mode === "data" ? "data" : undefined, text(type), text(name)];
  return `${parts.filter((part) => part !== undefined).join(".")}${key}`;
}
