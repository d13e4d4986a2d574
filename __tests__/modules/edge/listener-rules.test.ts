import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listenerPriority } from "../../../modules/edge/listener-priority";
import {
  type Conditions,
  listenerRules,
  MOST_CONDITIONS,
  partsOf,
  roomFor,
} from "../../../modules/edge/listener-rules";

const HOST = "blog.example.net";
const NONE: Conditions = { headers: [], sourceIps: [] };
const at = (path: string, host = HOST) => listenerPriority({ hosts: [host], paths: [path] });
const rulesOf = (path: string, conditions: Partial<Conditions>) =>
  listenerRules({ hosts: [HOST], paths: [path], ...NONE, ...conditions });
const header = (name: string, ...values: string[]) => ({ name, values });
const blocks = (count: number) => Array.from({ length: count }, (_, index) => `198.51.${index}.0/24`);

const values = fc.uniqueArray(fc.string({ unit: fc.constantFrom(..."abc"), minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 9,
});
const conditions = fc
  .tuple(fc.array(values, { maxLength: 3 }), fc.nat({ max: 9 }))
  .map(([lists, count]) => ({
    headers: lists.map((list, index) => header(`X-${index}`, ...list)),
    sourceIps: blocks(count),
  }))
  .filter(({ headers, sourceIps }) => headers.length + (sourceIps.length > 0 ? 1 : 0) <= MOST_CONDITIONS);

describe("listenerRules", () => {
  it("makes one rule per host and path, each with its own priority", () => {
    const rules = listenerRules({ hosts: [HOST, "www.example.net"], paths: ["/*", "/app/*"], ...NONE });
    expect(rules).toEqual([
      { host: HOST, path: "/*", ...NONE, part: 1, priority: at("/*") },
      { host: HOST, path: "/app/*", ...NONE, part: 1, priority: at("/app/*") },
      { host: "www.example.net", path: "/*", ...NONE, part: 1, priority: at("/*", "www.example.net") },
      {
        host: "www.example.net",
        path: "/app/*",
        ...NONE,
        part: 1,
        priority: at("/app/*", "www.example.net"),
      },
    ]);
  });

  it("puts rules with conditions after narrower paths and before the rule without", () => {
    const path = fc.constantFrom("/*", "/app/*", "/articles/*", "/robots.txt", "/a/*/feed");
    fc.assert(
      fc.property(path, conditions, (pattern, asked) => {
        fc.pre(asked.headers.length + asked.sourceIps.length > 0);
        fc.pre(roomFor(HOST, pattern, asked) >= partsOf(asked).length);
        for (const { priority } of rulesOf(pattern, asked)) {
          expect(priority).toBeLessThan(at(pattern));
          expect(priority).toBeGreaterThan(at(`${pattern.replaceAll("*", "some")}/more`));
        }
      }),
    );
  });

  it("puts more conditions first, then headers before addresses", () => {
    const one = header("X-A", "a");
    const two = header("X-B", "b");
    const three = header("X-C", "c");
    const ranks = [
      { headers: [one, two, three] },
      { headers: [one, two], sourceIps: blocks(1) },
      { headers: [one, two] },
      { headers: [one], sourceIps: blocks(1) },
      { headers: [one] },
      { sourceIps: blocks(1) },
      {},
    ].map((asked) => rulesOf("/*", asked)[0]?.priority ?? 0);
    expect(ranks).toEqual([...ranks].sort((left, right) => left - right));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it("keeps the rules that there are when a value is added at the end", () => {
    const priorities = (count: number) =>
      rulesOf("/*", { sourceIps: blocks(count) }).map((rule) => rule.priority);
    expect(priorities(7).slice(0, 2)).toEqual(priorities(6));
    expect(priorities(4)).toHaveLength(2);
  });

  it.each([
    ["four headers", { headers: ["A", "B", "C", "D"].map((name) => header(name, "x")) }],
    [
      "three headers and addresses",
      { headers: ["A", "B", "C"].map((name) => header(name, "x")), sourceIps: blocks(1) },
    ],
  ])("refuses %s", (_what, asked) => {
    expect(() => rulesOf("/*", asked)).toThrow(RangeError);
  });

  it("refuses more rules than there are priorities before the rule without", () => {
    const path = `/${"a".repeat(120)}`;
    const asked = { ...NONE, sourceIps: blocks(90) };
    expect(roomFor(HOST, path, asked)).toBeLessThan(30);
    expect(() => rulesOf(path, asked)).toThrow(RangeError);
  });

  it("never changed: a changed priority moves the rules of every environment", () => {
    const asked = [{ headers: [header("X-Version", "beta")] }, { sourceIps: ["203.0.113.0/24"] }];
    expect(asked.map((one) => rulesOf("/*", one)[0]?.priority)).toMatchInlineSnapshot(`
      [
        45068,
        46400,
      ]
    `);
  });
});

describe("partsOf", () => {
  it("asks for every combination of values once, at most three in a rule", () => {
    fc.assert(
      fc.property(conditions, (asked) => {
        const parts = partsOf(asked);
        const combined = (one: Conditions) => [
          ...one.headers.map(({ values: list }) => list),
          ...(asked.sourceIps.length > 0 ? [one.sourceIps] : []),
        ];
        for (const part of parts) {
          const counts = combined(part).map(({ length }) => length);
          expect(counts.every((count) => count > 0)).toBe(true);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(3);
        }
        const product = (lists: readonly (readonly string[])[]) =>
          lists.reduce((all, { length }) => all * length, 1);
        const total = parts.reduce((sum, part) => sum + product(combined(part)), 0);
        expect(total).toBe(product(combined(asked)));
      }),
    );
  });

  it("is one rule without conditions", () => {
    expect(partsOf(NONE)).toEqual([NONE]);
  });
});
