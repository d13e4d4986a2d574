import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemas, schemaText } from "./json-schema";
import { PAGES, withKeyTable } from "./key-table";

/** Writes the JSON Schemas into `schemas/` below `root`, and their keys into the docs pages that are there. */
export function writeSchemas(root: string): void {
  const folder = join(root, "schemas");
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(schemas())) {
    writeFileSync(join(folder, name), schemaText(schema));
  }
  for (const [page, schema] of Object.entries(PAGES)) {
    const path = join(root, page);
    if (existsSync(path)) writeFileSync(path, withKeyTable(readFileSync(path, "utf8"), schema()));
  }
}
