import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, ROOT, sources, textOf } from "./sources";

/** Which folders the sources of a folder may import; anything else is a wrong direction. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["config", "stacks", "cli"],
  cli: ["cli", "config", "stacks", "review", "templates", "package.json"],
  stacks: ["stacks", "config", "modules", "templates"],
  config: ["config", "modules"],
  modules: ["modules", "templates"],
  review: ["review", "templates"],
  templates: ["templates"],
};

const top = (path: string) => path.split("/")[0] ?? path;
const isLocal = (target: string) => existsSync(join(ROOT, top(target))) && !target.startsWith("node_modules");

describe("imports", () => {
  it.each(sources())("%s imports only what lies below it", (file) => {
    const allowed = ALLOWED[top(file)] ?? [];
    const wrong = importsOf(file)
      .map(({ target }) => target)
      .filter((target) => isLocal(target) && !allowed.includes(top(target)));
    expect(wrong).toEqual([]);
  });

  it.each(sources())("%s imports provider classes one by one", (file) => {
    const barrels = importsOf(file).filter(({ target }) => /^@cdktf\/provider-aws(\/lib|\/)?$/.test(target));
    expect(barrels).toEqual([]);
  });

  it("config loads neither CDKTF nor the provider, however far its imports go", () => {
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      if (!path.endsWith(".ts")) return;
      for (const { target, typeOnly } of importsOf(path)) if (!typeOnly) visit(sourceOf(target));
    };
    for (const file of sources().filter((source) => top(source) === "config")) visit(file);
    expect([...reached].filter((path) => /^(cdktf|constructs|@cdktf\/)/.test(path))).toEqual([]);
  });

  it.each(sources().filter((file) => top(file) === "modules"))(
    "%s reads neither environment nor files",
    (file) => {
      expect(textOf(file)).not.toMatch(/process\.env|node:fs/);
    },
  );
});

/** The file of a local import; packages stay as they are. */
function sourceOf(target: string): string {
  if (!isLocal(target)) return target;
  return existsSync(join(ROOT, `${target}.ts`)) ? `${target}.ts` : join(target, "index.ts");
}
