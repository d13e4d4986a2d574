import { z } from "zod";
import { CLASS_DEFAULTS, DEFAULTS, SERVICE_DEFAULTS } from "./defaults";
import { platformSpec } from "./spec/platform";
import { teamSpec } from "./spec/team";

type JsonSchema = Record<string, unknown>;

/** JSON Schema of `teams/*.yaml`, for editors. */
export function teamJsonSchema(): JsonSchema {
  return schemaOf(teamSpec, "team", "teamstacks: environments of a team");
}

/** JSON Schema of `platform.yaml`, for editors. */
export function platformJsonSchema(): JsonSchema {
  return schemaOf(platformSpec, "platform", "teamstacks: what the platform decides");
}

/** The schemas by file name. */
export function schemas(): Record<string, JsonSchema> {
  return { "team.schema.json": teamJsonSchema(), "platform.schema.json": platformJsonSchema() };
}

/** A schema as it stands in its file. */
export function schemaText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function schemaOf(spec: z.ZodType, name: string, title: string): JsonSchema {
  const schema = z.toJSONSchema(spec, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  }) as JsonSchema;
  const { $schema, ...rest } = schema;
  const complete = { $schema, $id: `${name}.schema.json`, title, ...rest };
  addDefaults(complete, []);
  return complete;
}

/** Adds the built-in default of each key, and those of the classes where they differ, to its description. */
function addDefaults(schema: JsonSchema, path: readonly string[]): void {
  for (const branch of branches(schema)) addDefaults(branch, path);
  for (const [key, property] of Object.entries(asMap(schema["properties"]))) {
    const below = [...path, key];
    const words = defaultWords(below);
    const one = property as JsonSchema;
    const { description } = one;
    if (words !== undefined && typeof description === "string")
      one["description"] = `${description} Default: ${words}.`;
    addDefaults(one, below);
  }
  const named = asMap(schema["additionalProperties"]);
  if (Object.keys(named).length > 0) addDefaults(named, [...path, "*"]);
}

function branches(schema: JsonSchema): JsonSchema[] {
  return ["anyOf", "oneOf"].flatMap((key) =>
    Array.isArray(schema[key]) ? (schema[key] as JsonSchema[]) : [],
  );
}

/** What a key is when nobody writes it, or undefined. */
function defaultWords(path: readonly string[]): string | undefined {
  const inLayer = layerPath(path);
  if (inLayer === undefined) return undefined;
  const base = at(DEFAULTS, inLayer) ?? at({ serviceDefaults: SERVICE_DEFAULTS }, inLayer);
  const word = isPlain(base) ? JSON.stringify(base) : undefined;
  const special = Object.entries(CLASS_DEFAULTS).flatMap(([name, layer]) => {
    const value = at(layer, inLayer);
    return isPlain(value) && JSON.stringify(value) !== word
      ? [`${JSON.stringify(value)} in class ${name}`]
      : [];
  });
  const all = [...(word === undefined ? [] : [word]), ...special];
  return all.length === 0 ? undefined : all.join(", ");
}

/** Path inside `DEFAULTS` of a path inside a schema. */
function layerPath(path: readonly string[]): readonly string[] | undefined {
  const [first, second, ...rest] = path;
  if (first === "environments" && second === "*") {
    return rest[0] === "services" && rest[1] === "*" ? ["serviceDefaults", ...rest.slice(2)] : rest;
  }
  return undefined;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => asMap(found)[key], value);
}

function isPlain(value: unknown): boolean {
  if (value === undefined || value === "") return false;
  return Array.isArray(value) || typeof value !== "object" || "retentionDays" in asMap(value);
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
