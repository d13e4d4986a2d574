import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layout } from "../../../review/render/html/layout";

const NAMES = Array.from({ length: 30 }, (_, index) => `n${index}`);
const name = fc.constantFrom(...NAMES);
const edges = fc.array(fc.record({ from: name, to: name }), { maxLength: 80 });

describe("the places of a picture", () => {
  it("puts what is referred to on the left", () => {
    const { places } = layout(
      ["a", "b", "c"],
      [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
        { from: "a", to: "c" },
      ],
    );
    expect(["c", "b", "a"].map((address) => places.get(address)?.column)).toEqual([0, 1, 2]);
  });

  it("leads a long line past the nodes between its ends", () => {
    const { places, routes } = layout(
      ["a", "b", "c"],
      [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
        { from: "a", to: "c" },
      ],
    );
    const passing = routes.find(({ from, to }) => from === "a" && to === "c")?.by;
    expect(passing).toHaveLength(1);
    expect(passing?.[0]?.row).not.toBeCloseTo(places.get("b")?.row ?? 0, 1);
  });

  it("puts every node on the picture, none on another, for any edges, circles too", () => {
    fc.assert(
      fc.property(edges, (links) => {
        const { places } = layout(NAMES, links);
        expect(places.size).toBe(NAMES.length);
        const all = [...places.values()];
        for (const column of new Set(all.map((place) => place.column))) {
          const rows = all
            .filter((place) => place.column === column)
            .map(({ row }) => row)
            .sort((a, b) => a - b);
          expect(rows[0]).toBeGreaterThanOrEqual(-1e-9);
          rows.forEach((row, index) => {
            if (index > 0) expect(row - (rows[index - 1] ?? 0)).toBeGreaterThanOrEqual(1 - 1e-6);
          });
        }
      }),
    );
  });

  it("is the same each time", () => {
    fc.assert(
      fc.property(edges, (links) => {
        expect(layout(NAMES, links)).toEqual(layout(NAMES, links));
      }),
    );
  });

  it("survives a chain of thousands", () => {
    const chain = Array.from({ length: 5_000 }, (_, index) => `n${index}`);
    const links = chain.slice(1).map((to, index) => ({ from: chain[index] ?? "", to }));
    expect(layout(chain, links).places.get("n0")?.column).toBe(4_999);
  });
});
