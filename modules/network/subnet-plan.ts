import { Address4 } from "ip-address";

/**
 * Prefix lengths that a VPC may have. 16 is the largest block of AWS. With 22, a subnet is a /27: the
 * smallest that a load balancer takes.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
export const VPC_PREFIX = { min: 16, max: 22 } as const;

/** Bits of a subnet's index: 32 blocks of the VPC's IPv4 block, 256 /64 of its /56. */
export const SUBNET_BITS = { ipv4: 5, ipv6: 8 } as const;

/** Where subnets lead: to the internet both ways, to the internet outwards only, nowhere. */
export type Tier = "public" | "private" | "isolated";

/** Place of each tier in the plan; 3 is free. A changed number replaces subnets. */
const TIER_OFFSET: Readonly<Record<Tier, number>> = { public: 0, private: 1, isolated: 2 };

/** Names end in a region's number and one of these; `us-west-2-lax-1a`, a local zone, does not. */
const ZONE_NAME = /^[a-z]+(?:-[a-z]+)+-\d+([a-h])$/;
const ZONE_LETTERS = "abcdefgh";

/** A subnet before it exists. */
export interface PlannedSubnet {
  readonly tier: Tier;
  readonly availabilityZone: string;
  /** 0 to 23: which block of the VPC's IPv4 block and which /64 of its /56. */
  readonly index: number;
  readonly ipv4Cidr: string;
}

/**
 * The subnets of a VPC: one per tier and availability zone, sorted by both.
 *
 * A subnet's place comes from its tier and the letter of its zone alone, so it is the same whatever other
 * zones there are.
 *
 * @param ipv4Cidr Block of the VPC, `VPC_PREFIX` long.
 * @param availabilityZones Names of zones of one region.
 * @throws RangeError when the block or a zone does not fit the plan.
 */
export function subnetPlan(ipv4Cidr: string, availabilityZones: readonly string[]): PlannedSubnet[] {
  const vpc = vpcBlock(ipv4Cidr);
  const letters = zoneLetters(availabilityZones);
  return (Object.keys(TIER_OFFSET) as Tier[]).flatMap((tier) =>
    letters.map(([availabilityZone, letter]) => {
      const index = TIER_OFFSET[tier] * ZONE_LETTERS.length + letter;
      return { tier, availabilityZone, index, ipv4Cidr: block(vpc, index) };
    }),
  );
}

function vpcBlock(ipv4Cidr: string): Address4 {
  const vpc = Address4.isValid(ipv4Cidr) ? new Address4(ipv4Cidr) : undefined;
  if (vpc === undefined || vpc.networkForm() !== ipv4Cidr) {
    throw new RangeError(
      `A VPC needs an IPv4 block without host bits, such as 10.20.0.0/16; got ${ipv4Cidr}.`,
    );
  }
  if (vpc.subnetMask < VPC_PREFIX.min || vpc.subnetMask > VPC_PREFIX.max) {
    throw new RangeError(`A VPC is a /${VPC_PREFIX.min} to a /${VPC_PREFIX.max}; got ${ipv4Cidr}.`);
  }
  return vpc;
}

/** Zone names with the place of their letter, sorted by it. */
function zoneLetters(availabilityZones: readonly string[]): (readonly [string, number])[] {
  const zones = availabilityZones.map((zone) => [zone, zoneLetter(zone)] as const);
  const taken = new Map<number, string>();
  for (const [zone, letter] of zones) {
    const other = taken.get(letter);
    if (other !== undefined) {
      throw new RangeError(
        `The zones ${other} and ${zone} would get the same subnets: one letter is one zone.`,
      );
    }
    taken.set(letter, zone);
  }
  return zones.sort(([, one], [, other]) => one - other);
}

function zoneLetter(zone: string): number {
  const letter = ZONE_NAME.exec(zone)?.[1];
  if (letter === undefined) {
    throw new RangeError(
      `An availability zone is named like us-west-2a and ends in a letter from a to h (local zones and zone ids do not work); got ${zone}.`,
    );
  }
  return ZONE_LETTERS.indexOf(letter);
}

function block(vpc: Address4, index: number): string {
  const prefix = vpc.subnetMask + SUBNET_BITS.ipv4;
  const size = 2 ** (32 - prefix);
  return `${vpc.startAddress().offset(index * size).addressMinusSuffix}/${prefix}`;
}
