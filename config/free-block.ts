import { type Block, parseBlock } from "./cidr";

/** Where blocks are proposed, in this order. */
const POOLS = ["10.0.0.0/8", "172.16.0.0/12"];

/**
 * Blocks of a pool that are better left alone: Docker's own network, which hosts cannot reach beyond, and that
 * of AWS's default VPCs.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
const AVOIDED = ["172.17.0.0/16", "172.31.0.0/16"];

/** Prefix length of the blocks proposed, the largest that a VPC may have. */
const PREFIX = 16;
const SIZE = 1n << BigInt(32 - PREFIX);

/**
 * A /16 for a new environment that overlaps none of `taken`: the one after the last taken of 10.0.0.0/8, so that
 * blocks given up are not used again at once, else its first gap, else the same of 172.16.0.0/12; undefined when
 * both are full.
 *
 * @param taken IPv4 blocks in CIDR notation; what is no block is passed over.
 */
export function freeBlock(taken: readonly string[]): string | undefined {
  const blocks = blocksOf([...taken, ...AVOIDED]).filter(({ family }) => family === "ipv4");
  for (const pool of blocksOf(POOLS)) {
    const free = freeIn(pool, blocks);
    if (free !== undefined) return free;
  }
  return undefined;
}

function freeIn(pool: Block, blocks: readonly Block[]): string | undefined {
  const slots = slotOf(pool, pool.last) + 1n;
  const used = new Set<bigint>();
  let last = -1n;
  for (const { first, last: end } of blocks) {
    if (end < pool.first || first > pool.last) continue;
    const from = first < pool.first ? 0n : slotOf(pool, first);
    const to = end > pool.last ? slots - 1n : slotOf(pool, end);
    for (let slot = from; slot <= to; slot++) used.add(slot);
    if (to > last) last = to;
  }
  for (let step = 1n; step <= slots; step++) {
    const slot = (last + step) % slots;
    if (!used.has(slot)) return `${addressOf(pool.first + slot * SIZE)}/${PREFIX}`;
  }
  return undefined;
}

/** Number of the /16 of a pool that an address is in. */
function slotOf(pool: Block, address: bigint): bigint {
  return (address - pool.first) / SIZE;
}

function addressOf(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
}

function blocksOf(texts: readonly string[]): Block[] {
  return texts.flatMap((text) => parseBlock(text) ?? []);
}
