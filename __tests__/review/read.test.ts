import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactNumber, readPlan, UnreadablePlanError } from "../../review/read";
import { reviewPlan } from "../../review/review-plan";
import { planBytes, reviewOf } from "../support/plan-json";

const PLAN = planBytes([{ address: "made_thing.a", after: { text: "ä€😀" } }]);
const review = (bytes: Uint8Array) => reviewPlan(bytes, { stack: "s", today: "2026-06-01" });

describe("reading a plan", () => {
  const utf16 = Buffer.from(`\ufeff${PLAN}`, "utf16le");
  it.each([
    ["as it is", PLAN],
    ["in UTF-16, little end first", utf16],
    ["in UTF-16, big end first", Buffer.from(utf16).swap16()],
    ["with a byte order mark", Buffer.concat([Buffer.from("\ufeff"), PLAN])],
    [
      "after the lines of a wrapper",
      Buffer.concat([Buffer.from("[command]/usr/bin/terraform show -json\n{broken\n  "), PLAN]),
    ],
    ["before other lines", Buffer.concat([PLAN, Buffer.from("\n::debug::done\n")])],
    ["in many lines", Buffer.from(JSON.stringify(JSON.parse(PLAN.toString()), undefined, "\t"))],
  ])("takes it %s", (_, bytes) => {
    expect(review(bytes).changes).toMatchObject([
      { address: "made_thing.a", attributes: [{ path: "text", after: { text: "ä€😀" } }] },
    ]);
  });

  it.each(["0.1", "0.2", "1.0", "1.1", "1.2", "1.99"])("takes format version %s", (format_version) => {
    expect(reviewOf([{ after: { a: 1 } }], { format_version }).terraform.formatVersion).toBe(format_version);
  });

  it("takes the format of HCP Terraform", () => {
    const bytes = JSON.stringify({
      plan_format_version: "1.2",
      resource_changes: [],
      output_changes: {},
      provider_schemas: {},
    });
    expect(review(Buffer.from(bytes)).verdict).toBe("none");
  });

  it.each([
    ["2.0", { format_version: "2.0" }, "its format version is 2.0"],
    ["a state", { format_version: "1.0", values: {} }, "it is a state"],
    ["other JSON", { resource_changes: [] }, "not a plan"],
    ["an early version that is none", { format_version: 1 }, "not a plan"],
  ])("refuses %s", (_, document, message) => {
    expect(() => readPlan(Buffer.from(JSON.stringify(document)))).toThrow(message);
  });

  it.each([
    "",
    "no JSON",
    "[1]",
    "{",
    '{"format_version": "1.2", "resource_changes": [{',
    '{"format_version": }',
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    "{,}",
    '{"format_version":"1.2","variables":{x}}',
  ])("refuses %j, and says what to give", (text) => {
    expect(() => readPlan(Buffer.from(text))).toThrow(UnreadablePlanError);
    expect(() => readPlan(Buffer.from(text))).toThrow("Give a plan file");
  });

  it("refuses every plan that is cut off", () => {
    const whole = planBytes([{ after: { a: 'b\\"', n: -12.5e-9 } }], {
      variables: { x: { value: "}" } },
    });
    for (let length = 1; length < whole.length; length++) {
      expect(() => readPlan(whole.subarray(0, length))).toThrow(UnreadablePlanError);
    }
  });

  it("makes the address that an early plan leaves out", () => {
    const [change] = readPlan(
      Buffer.from(
        JSON.stringify({
          format_version: "0.1",
          resource_changes: [
            {
              module_address: "module.m",
              mode: "data",
              type: "t",
              name: "n",
              index: "k",
              change: { actions: ["read"] },
            },
          ],
        }),
      ),
    ).changes;
    expect(change?.address).toBe('module.m.data.t.n["k"]');
  });

  it("takes actions that it does not know for a change, and a pair with a deletion for a deletion", () => {
    const { changes } = reviewOf([
      { address: "a.a", actions: ["polish"], before: { a: 1 }, after: { a: 2 } },
      { address: "a.b", actions: ["delete", "polish"], before: { a: 1 }, after: null },
      { address: "a.c", actions: ["create", "forget"], before: { a: 1 }, after: { a: 1 } },
    ]);
    expect(changes.map(({ address, group }) => `${group} ${address}`)).toEqual([
      "destroy a.b",
      "forget a.c",
      "update a.a",
    ]);
  });

  it("tells numbers apart that JavaScript would take for the same", () => {
    const number = (digits: string) =>
      `{"format_version":"1.2","resource_changes":[{"address":"a.b","type":"a","change":{"actions":["update"],"before":{"n":9007199254740992,"f":0.1234567890123456789},"after":{"n":${digits},"f":0.1234567890123456789}}}]}`;
    const found = review(Buffer.from(number("9007199254740993"))).changes[0]?.attributes;
    expect(found).toMatchObject([
      { path: "n", before: { text: "9007199254740992" }, after: { text: "9007199254740993" } },
    ]);
    expect(review(Buffer.from(number("9007199254740992"))).changes[0]?.attributes).toEqual([]);
  });

  it("reads the same as JSON.parse", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const [change] = readPlan(planBytes([{ actions: ["update"], before, after }])).changes;
        expect(JSON.stringify(change?.change.before, exact)).toBe(JSON.stringify(before ?? null));
        expect(JSON.stringify(change?.change.after, exact)).toBe(JSON.stringify(after ?? null));
      }),
    );
  });

  it("survives fields of the wrong kind", () => {
    const kinds = fc.oneof(fc.jsonValue(), fc.constant([]), fc.constant({}), fc.constant(null));
    const document = fc.record({
      resource_changes: fc.oneof(
        kinds,
        fc.array(fc.record({ address: kinds, change: kinds, type: kinds, mode: kinds })),
      ),
      resource_drift: kinds,
      output_changes: kinds,
      checks: kinds,
      deferred_changes: kinds,
      action_invocations: kinds,
      configuration: fc.oneof(
        kinds,
        fc.record({
          root_module: fc.record({ resources: kinds, module_calls: kinds, outputs: kinds, variables: kinds }),
        }),
      ),
      variables: kinds,
      prior_state: fc.oneof(kinds, fc.record({ values: fc.record({ root_module: kinds, outputs: kinds }) })),
      timestamp: kinds,
      errored: kinds,
    });
    fc.assert(
      fc.property(document, (parts) => {
        review(Buffer.from(JSON.stringify({ format_version: "1.2", ...parts })));
      }),
      { numRuns: 150 },
    );
  });

  it("is not led astray by the names of JavaScript's own objects", () => {
    const after = JSON.parse('{"__proto__": {"polluted": "x"}, "constructor": "c", "toString": "t"}');
    const { changes } = reviewOf([{ address: "made_thing.constructor", type: "constructor", after }]);
    expect(changes[0]?.attributes.map(({ path }) => path)).toEqual([
      "__proto__.polluted",
      "constructor",
      "toString",
    ]);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

/** A number that is kept as text, as JSON. */
function exact(_: string, value: unknown): unknown {
  return value instanceof ExactNumber ? Number(value.text) : value;
}
