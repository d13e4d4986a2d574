import { Address4, Address6 } from "ip-address";

/** A block of addresses, as numbers that can be compared. */
export interface Block {
  readonly family: "ipv4" | "ipv6";
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  /** The block in its one canonical spelling, without host bits and with a prefix length. */
  readonly canonical: string;
  /** Whether the text names an address inside the block instead of the block. */
  readonly hostBits: boolean;
}

/** Blocks that were read: a fleet writes the same few hundreds of times, and reading one is slow. */
const known = new Map<string, Block | undefined>();

/** Reads a CIDR block; an address without prefix length is the block of that one address. */
export function parseBlock(text: string): Block | undefined {
  if (!known.has(text)) known.set(text, read(text));
  return known.get(text);
}

function read(text: string): Block | undefined {
  const isIpv6 = text.includes(":");
  if (!(isIpv6 ? Address6.isValid(text) : Address4.isValid(text))) return undefined;
  const address = isIpv6 ? new Address6(text) : new Address4(text);
  const first = address.startAddress();
  return {
    family: isIpv6 ? "ipv6" : "ipv4",
    prefix: address.subnetMask,
    first: first.bigInt(),
    last: address.endAddress().bigInt(),
    canonical: `${first.correctForm()}/${address.subnetMask}`,
    hostBits: address.bigInt() !== first.bigInt(),
  };
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}
