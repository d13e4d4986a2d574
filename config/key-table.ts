import { platformJsonSchema, teamJsonSchema } from "./json-schema";

type JsonSchema = Record<string, unknown>;

/** Docs pages whose key tables are generated, with the schema of each. */
export const PAGES = { "docs/team-file.md": teamJsonSchema, "docs/platform-file.md": platformJsonSchema };

const BEGIN = "<!-- keys: written by `npm run schemas` -->";
const END = "<!-- /keys -->";

/** A page with its key table written anew between the two comments. */
export function withKeyTable(page: string, schema: JsonSchema): string {
  const [before = "", rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}\n${keyTable(schema)}\n${END}${after}`;
}

/** Every key of a schema with its values and what it means, as a Markdown table. */
function keyTable(schema: JsonSchema): string {
  const rows = rowsOf(schema, "").map(([key, values, meaning]) => `| \`${key}\` | ${values} | ${meaning} |`);
  return ["| key | value | meaning |", "|---|---|---|", ...rows].join("\n");
}

function rowsOf(schema: JsonSchema, path: string): [key: string, values: string, meaning: string][] {
  const properties = Object.entries(asSchema(schema["properties"]));
  return [
    ...branchesOf(schema).flatMap((branch) => rowsOf(branch, path)),
    ...properties.flatMap(([name, property]): [string, string, string][] => {
      const one = asSchema(property);
      const key = path === "" ? name : `${path}.${name}`;
      // What a class may preset is what the defaults may preset.
      const inner = name === "classes" ? [] : rowsOf(one, key);
      return [[key, valuesOf(one), cell(String(one["description"] ?? ""))], ...inner];
    }),
    ...inside(schema["additionalProperties"]).flatMap((one) => rowsOf(one, `${path}.<name>`)),
    ...inside(schema["items"]).flatMap((one) => rowsOf(one, path)),
  ];
}

function inside(schema: unknown): JsonSchema[] {
  return typeof schema === "object" && schema !== null ? [asSchema(schema)] : [];
}

/** The kinds of values in a word or two each. */
function valuesOf(schema: JsonSchema): string {
  const choices = schema["enum"];
  if (Array.isArray(choices)) return choices.map((choice) => `\`${choice}\``).join(", ");
  if ("const" in schema) return `\`${schema["const"]}\``;
  const branches = branchesOf(schema);
  if (branches.length > 0) return [...new Set(branches.map(valuesOf))].join(", ");
  if (schema["type"] === "array") return `list of ${valuesOf(asSchema(schema["items"]))}`;
  const words: Record<string, string> = { string: "text", object: "map", integer: "whole number" };
  return words[String(schema["type"])] ?? String(schema["type"]);
}

function branchesOf(schema: JsonSchema): JsonSchema[] {
  const branches = schema["anyOf"] ?? schema["oneOf"];
  return Array.isArray(branches) ? branches.map(asSchema) : [];
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null ? (value as JsonSchema) : {};
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
