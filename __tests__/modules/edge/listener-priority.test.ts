import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listenerPriority } from "../../../modules/edge/listener-priority";

const HOST = "blog.example.net";
const at = (path: string, host = HOST) => listenerPriority({ hosts: [host], paths: [path] });

/** Path patterns as team files may hold them, short enough to be made longer. */
const pattern = fc
  .string({ unit: fc.constantFrom(..."abc/-.*?"), maxLength: 60 })
  .map((rest) => `/${rest}`)
  .filter((path) => path.split("*").length <= 5);
const plain = fc.string({ unit: fc.constantFrom(..."abc/-."), maxLength: 20 });
const host = fc.constantFrom("a.example.net", "b.example.net", "c.example.org");

describe("listenerPriority", () => {
  it("is a whole number from 1 to 50,000, the same every time", () => {
    fc.assert(
      fc.property(fc.array(host, { minLength: 1 }), fc.array(pattern, { minLength: 1 }), (hosts, paths) => {
        const priority = listenerPriority({ hosts, paths });
        expect(Number.isInteger(priority) && priority >= 1 && priority <= 50_000).toBe(true);
        expect(listenerPriority({ hosts: [...hosts].reverse(), paths: [...paths].reverse() })).toBe(priority);
      }),
    );
  });

  it("puts what a wildcard stands for before the wildcard", () => {
    const narrower = fc
      .tuple(pattern, plain, fc.nat())
      .filter(([path]) => path.includes("*") || path.includes("?"))
      .map(([path, text, pick]) => {
        const wildcards = [...path.matchAll(/[*?]/g)];
        const chosen = wildcards[pick % wildcards.length];
        const index = chosen?.index ?? 0;
        const value = chosen?.[0] === "?" ? "a" : text;
        return { path, inside: path.slice(0, index) + value + path.slice(index + 1) };
      });
    fc.assert(
      fc.property(narrower, host, ({ path, inside }, name) => {
        expect(at(inside, name)).toBeLessThan(at(path, name));
      }),
    );
  });

  it("puts a pattern with more before the wildcard first", () => {
    fc.assert(
      fc.property(plain, plain, host, (first, second, name) => {
        fc.pre(second.length > 0);
        expect(at(`/${first}${second}*`, name)).toBeLessThan(at(`/${first}*`, name));
      }),
    );
  });

  it("keeps the bands that are documented, whatever the host", () => {
    fc.assert(
      fc.property(host, (name) => {
        expect(at(`/${"a".repeat(127)}`, name)).toBeLessThanOrEqual(40);
        expect(at(`/${"a".repeat(16)}*`, name)).toBeLessThanOrEqual(12_940);
        expect(at("/robots.txt", name)).toBeGreaterThan(12_940);
        expect(at("/a", name)).toBeLessThanOrEqual(40_260);
        expect(at("/", name)).toBeGreaterThan(40_260);
        expect(at("/*", name)).toBeLessThanOrEqual(49_960);
      }),
    );
  });

  it("puts a rule of several paths where the least specific one belongs", () => {
    const mixed = listenerPriority({ hosts: [HOST], paths: ["/robots.txt", "/*"] });
    expect(mixed).toBeGreaterThan(40_260);
  });

  it("moves when a star is doubled, which matches the same", () => {
    expect(at("/app/**")).not.toBe(at("/app/*"));
    expect(at("/app/**")).toBeLessThan(at("/*"));
  });

  it("never changed: a changed priority moves the rules of every environment", () => {
    expect([at("/*"), at("/"), at("/app/*"), at("/robots.txt"), at("/*/feed")]).toMatchInlineSnapshot(`
      [
        47395,
        40905,
        34289,
        22200,
        31734,
      ]
    `);
  });

  it.each([
    ["no host", { hosts: [], paths: ["/*"] }],
    ["no path", { hosts: [HOST], paths: [] }],
    ["a path without slash", { hosts: [HOST], paths: ["app"] }],
    ["a path beyond 128 characters", { hosts: [HOST], paths: [`/${"a".repeat(128)}`] }],
  ])("refuses %s", (_what, match) => {
    expect(() => listenerPriority(match)).toThrow(RangeError);
  });

  it("needs no CDKTF, so that checks of team files can use it", () => {
    const source = readFileSync(join(__dirname, "../../../modules/edge/listener-priority.ts"), "utf8");
    expect([...source.matchAll(/from "([^"]+)"/g)].map((found) => found[1])).toEqual(["node:crypto"]);
  });
});
