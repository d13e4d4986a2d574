import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { provideNodeModules } from "../../cli/affected/node-modules";
import { temporaryRoot } from "../support/root";

const LOCK = (version: string) =>
  JSON.stringify({ name: "tool", version, lockfileVersion: 3, packages: { "": { name: "tool", version } } });
const here = () =>
  temporaryRoot({
    "package-lock.json": LOCK("1.0.0"),
    "node_modules/a/index.js": "a",
    "node_modules/@b/c/index.js": "c",
    "node_modules/.cache/teamstacks/bundle.cjs": "of these sources",
    "node_modules/.cache/teamstacks/stacks/ab/entry.json": "{}",
    "node_modules/.bin/a": "a",
  });

describe("the packages of a commit", () => {
  it("are those that are here when both lock files agree, without what was bundled here", () => {
    const toolkit = temporaryRoot({ "package-lock.json": LOCK("1.0.0") });
    provideNodeModules(toolkit, here());
    const modules = join(toolkit, "node_modules");
    expect(readdirSync(modules).sort()).toEqual([".cache", "@b", "a"]);
    expect(existsSync(join(modules, "@b", "c", "index.js"))).toBe(true);
    expect(readdirSync(join(modules, ".cache", "teamstacks"))).toEqual(["stacks"]);
    expect(existsSync(join(modules, ".cache", "teamstacks", "stacks", "ab", "entry.json"))).toBe(true);
    expect(lstatSync(join(modules, "a")).isSymbolicLink()).toBe(true);
  });

  it("are installed when the lock files differ, and no script runs", { timeout: 60_000 }, () => {
    const scripts = {
      preinstall: "touch ran",
      install: "touch ran",
      postinstall: "touch ran",
      prepare: "touch ran",
    };
    const toolkit = temporaryRoot({
      "package.json": JSON.stringify({ name: "tool", version: "2.0.0", scripts }),
      "package-lock.json": LOCK("2.0.0"),
    });
    provideNodeModules(toolkit, here());
    expect(existsSync(join(toolkit, "ran"))).toBe(false);
    expect(existsSync(join(toolkit, "node_modules", "a"))).toBe(false);
  });

  it("fails when they cannot be installed", { timeout: 60_000 }, () => {
    const toolkit = temporaryRoot({ "package.json": JSON.stringify({ name: "tool", version: "2.0.0" }) });
    expect(() => provideNodeModules(toolkit, here())).toThrow("npm ci failed for the commit");
  });
});
