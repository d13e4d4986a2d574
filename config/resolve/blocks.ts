import { contains, parseBlock } from "../cidr";
import type { PathPart } from "../tree";
import type { Say } from "./say";

const MAPPED = parseBlock("::ffff:0:0/96");

/** Blocks in canonical spelling, each once, in the order they were written; a single address becomes a block of one. */
export function blocks(say: Say, path: readonly PathPart[], written: readonly string[]): string[] {
  const found = new Set<string>();
  written.forEach((text, index) => {
    const place = [...path, index];
    const block = parseBlock(text);
    if (block === undefined) {
      const fix = 'Write one like "203.0.113.0/24" or "2001:db8::/48".';
      say(place, { message: "is not a CIDR block", got: text, fix });
    } else if (block.hostBits) {
      const fix = `Write "${block.canonical}" for the block, or "${text.split("/")[0]}" for the one address.`;
      say(place, { message: "host bits are set", got: text, fix });
    } else if (MAPPED !== undefined && contains(MAPPED, block)) {
      const fix = "Write the IPv4 block itself.";
      say(place, { message: "is IPv4 written as IPv6, which no request comes from", got: text, fix });
    } else {
      found.add(block.canonical);
    }
  });
  return [...found];
}
