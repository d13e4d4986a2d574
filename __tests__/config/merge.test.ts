import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWhole, overlay } from "../../config/merge";
import { builtIn, plain, type Tree } from "../../config/tree";

const key = fc.constantFrom("a", "b", "c", "d");
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.integer(),
    fc.constant("none"),
    fc.array(fc.integer()),
    tie("map"),
  ),
  map: fc.dictionary(key, tie("any")),
}));
const map = value.map as fc.Arbitrary<Record<string, unknown>>;

const merged = (...layers: unknown[]): unknown => {
  const tree = layers
    .map((layer, index) => builtIn(layer, `layer ${index}`))
    .reduce<Tree | undefined>((below, above) => overlay(below, above), undefined);
  return tree === undefined ? undefined : plain(tree);
};

describe("layers laid over each other", () => {
  it("merge maps and replace scalars and lists", () => {
    expect(merged({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3] }, e: 2 })).toEqual({
      a: { b: 1, c: [3] },
      d: 1,
      e: 2,
    });
  });

  it("let `none` replace a map and a map replace `none`", () => {
    expect(merged({ database: { instances: 2 } }, { database: "none" })).toEqual({ database: "none" });
    expect(merged({ database: "none" }, { database: { instances: 2 } })).toEqual({
      database: { instances: 2 },
    });
  });

  it("replace references whole", () => {
    const below = {
      services: { app: { secrets: { A: { secret: "x", key: "k" } }, environment: { B: "b" } } },
    };
    const above = {
      services: { app: { secrets: { A: { from: "database.password" } }, environment: { C: "c" } } },
    };
    expect(merged(below, above)).toEqual({
      services: { app: { secrets: { A: { from: "database.password" } }, environment: { B: "b", C: "c" } } },
    });
    expect(isWhole(["services", "secrets", "environment"])).toBe(false);
    expect(isWhole(["services", "a", "sidecars", "b", "environment", "C"])).toBe(true);
  });

  it("change nothing when a layer is empty or laid over itself", () => {
    fc.assert(
      fc.property(map, (layer) => {
        expect(merged(layer, {})).toEqual(layer);
        expect(merged({}, layer)).toEqual(layer);
        expect(merged(layer, layer)).toEqual(layer);
      }),
    );
  });

  it("group as one likes", () => {
    fc.assert(
      fc.property(map, map, map, (a, b, c) => {
        // Only maps over maps: a scalar between two maps cuts the lower one off, in both groupings alike.
        expect(merged(merged(a, b), c)).toEqual(merged(a, b, c));
      }),
    );
  });

  it("keep what the highest layer says, and where it says so", () => {
    fc.assert(
      fc.property(map, map, (below, above) => {
        const tree = overlay(builtIn(below, "below"), builtIn(above, "above"));
        for (const [name, item] of Object.entries(above)) {
          const node = tree?.kind === "map" ? tree.entries.get(name) : undefined;
          expect(node?.origin.layer).toBe("above");
          if (typeof item !== "object") expect(node && plain(node)).toEqual(item);
        }
        for (const name of Object.keys(below)) {
          if (name in above) continue;
          expect(tree?.kind === "map" ? tree.entries.get(name)?.origin.layer : "").toBe("below");
        }
      }),
    );
  });
});
