import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, parseBlock } from "../../config/cidr";
import { freeBlock } from "../../config/free-block";

const block = (text: string) => {
  const parsed = parseBlock(text);
  if (parsed === undefined) throw new Error(`${text} is no block`);
  return parsed;
};

const POOLS = ["10.0.0.0/8", "172.16.0.0/12"].map(block);
const ALL_OF_TEN = Array.from({ length: 256 }, (_, index) => `10.${index}.0.0/16`);

/** Blocks of VPCs, mostly where new ones are proposed. */
const taken = fc.array(
  fc
    .tuple(
      fc.oneof(
        fc.integer({ min: 0, max: 255 }).map((second) => `10.${second}`),
        fc.integer({ min: 0, max: 31 }).map((second) => `172.${second}`),
        fc.constant("192.168"),
      ),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 8, max: 24 }),
    )
    .map(([start, third, prefix]) => block(`${start}.${third}.0/${prefix}`).canonical),
  { maxLength: 300 },
);

describe("a free block", () => {
  it("is a /16 of the pools that overlaps nothing", () => {
    fc.assert(
      fc.property(taken, (blocks) => {
        const text = freeBlock(blocks);
        if (text === undefined) return;
        const free = block(text);
        expect(free).toMatchObject({ prefix: 16, hostBits: false, canonical: text });
        expect(POOLS.some((pool) => contains(pool, free))).toBe(true);
        const overlapping = blocks.filter((other) => {
          const { first, last } = block(other);
          return first <= free.last && free.first <= last;
        });
        expect(overlapping).toEqual([]);
      }),
    );
  });

  it("is found as long as there is one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (left) => {
        const blocks = ALL_OF_TEN.filter((_, index) => index !== left);
        expect(freeBlock(blocks)).toBe(`10.${left}.0.0/16`);
      }),
    );
  });

  it("does not depend on the order of what is taken", () => {
    fc.assert(
      fc.property(taken, (blocks) => {
        expect(freeBlock([...blocks].reverse())).toBe(freeBlock(blocks));
      }),
    );
  });

  it("never comes twice when each is taken in turn, and is then used up", () => {
    const blocks: string[] = [];
    for (let next = freeBlock(blocks); next !== undefined; next = freeBlock(blocks)) blocks.push(next);
    expect(blocks).toHaveLength(256 + 16 - 2);
    expect(new Set(blocks).size).toBe(blocks.length);
    expect(blocks.slice(0, 2)).toEqual(["10.0.0.0/16", "10.1.0.0/16"]);
    expect(blocks.slice(255, 259)).toEqual([
      "10.255.0.0/16",
      "172.16.0.0/16",
      "172.18.0.0/16",
      "172.19.0.0/16",
    ]);
  });

  it("comes after the last that is taken, then in the first gap", () => {
    expect(freeBlock(["10.20.0.0/16", "10.7.0.0/20"])).toBe("10.21.0.0/16");
    expect(freeBlock(["10.255.0.0/16", "10.0.0.0/15"])).toBe("10.2.0.0/16");
    expect(freeBlock(["10.20.64.0/22"])).toBe("10.21.0.0/16");
  });

  it("passes over what is no IPv4 block", () => {
    expect(freeBlock(["", "here", "fd00::/8", "10.20.0.0/16"])).toBe("10.21.0.0/16");
  });
});
