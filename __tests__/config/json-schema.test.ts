import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { schemas, schemaText } from "../../config/json-schema";
import { PAGES, withKeyTable } from "../../config/key-table";

const ROOT = join(__dirname, "..", "..");
const FOLDER = join(ROOT, "schemas");

type Json = Record<string, unknown>;

describe.each(Object.entries(schemas()))("%s", (name, schema) => {
  it("is current; `npm run schemas` writes it", () => {
    expect(readFileSync(join(FOLDER, name), "utf8")).toBe(schemaText(schema));
  });

  it("describes every key", () => {
    expect(undescribed(schema, "")).toEqual([]);
  });

  it("has no key twice meant: unknown keys are refused everywhere", () => {
    expect(JSON.stringify(schema)).not.toContain('"additionalProperties":{}');
  });
});

describe.each(Object.entries(PAGES))("%s", (page, schema) => {
  it("has a current table of keys; `npm run schemas` writes it", () => {
    const text = readFileSync(join(ROOT, page), "utf8");
    expect(text).toBe(withKeyTable(text, schema()));
  });
});

/** Paths of the properties without description, also inside unions, lists and maps of names. */
function undescribed(schema: Json, path: string): string[] {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Json>);
  const inside = [
    ...((schema["anyOf"] ?? []) as Json[]),
    ...((schema["oneOf"] ?? []) as Json[]),
    ...(typeof schema["items"] === "object" ? [schema["items"] as Json] : []),
    ...(typeof schema["additionalProperties"] === "object" ? [schema["additionalProperties"] as Json] : []),
  ];
  return [
    ...properties.flatMap(([key, property]) => [
      ...(typeof property["description"] === "string" ? [] : [`${path}.${key}`]),
      ...undescribed(property, `${path}.${key}`),
    ]),
    ...inside.flatMap((one) => undescribed(one, path)),
  ];
}
