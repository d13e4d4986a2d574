import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, parseBlock } from "../../config/cidr";

const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join("."));

describe("blocks", () => {
  it("are spelled canonically, once and for all", () => {
    fc.assert(
      fc.property(ipv4, fc.nat(32), (address, prefix) => {
        const block = parseBlock(`${address}/${prefix}`);
        const again = parseBlock(block?.canonical ?? "");
        expect(again).toEqual({ ...block, hostBits: false });
        expect((block?.last ?? 0n) - (block?.first ?? 0n) + 1n).toBe(2n ** BigInt(32 - prefix));
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.nat(128), (address, prefix) => {
        const block = parseBlock(`${address}/${prefix}`);
        expect(parseBlock(block?.canonical ?? "")).toEqual({ ...block, hostBits: false });
      }),
    );
  });

  it("contain what lies inside them, of their own family", () => {
    const block = (text: string) => parseBlock(text) ?? expect.fail(text);
    expect(contains(block("10.0.0.0/8"), block("10.255.0.0/16"))).toBe(true);
    expect(contains(block("10.0.0.0/16"), block("10.0.0.0/8"))).toBe(false);
    expect(contains(block("::/0"), block("10.0.0.0/8"))).toBe(false);
  });

  it.each(["", "10.0.0", "10.0.0.256", "10.0.0.0/-1", "10.0.0.0/ 8", "2001:db8::g", ":::", "1::2::3"])(
    "refuses %j",
    (text) => expect(parseBlock(text)).toBeUndefined(),
  );
});
