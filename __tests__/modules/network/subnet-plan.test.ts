import fc from "fast-check";
import { Address4 } from "ip-address";
import { describe, expect, test } from "vitest";
import { type PlannedSubnet, subnetPlan, VPC_PREFIX } from "../../../modules/network";

const zones = fc
  .subarray(["a", "b", "c", "d", "e", "f", "g", "h"], { minLength: 1 })
  .map((letters) => letters.map((letter) => `ap-northeast-1${letter}`));

const vpcs = fc
  .tuple(fc.integer({ min: VPC_PREFIX.min, max: VPC_PREFIX.max }), fc.integer({ min: 0, max: 2 ** 24 - 1 }))
  .map(([prefix, host]) => {
    const address = new Address4("10.0.0.0").offset(host).addressMinusSuffix;
    return new Address4(`${address}/${prefix}`).networkForm();
  });

const bounds = (cidr: string): [bigint, bigint] => {
  const block = new Address4(cidr);
  return [block.startAddress().bigInt(), block.endAddress().bigInt()];
};

const key = ({ tier, availabilityZone }: PlannedSubnet) => `${tier} ${availabilityZone}`;

describe("the plan of a /16", () => {
  test.each([
    ["public", "us-west-2a", 0, "10.20.0.0/21"],
    ["public", "us-west-2c", 2, "10.20.16.0/21"],
    ["private", "us-west-2a", 8, "10.20.64.0/21"],
    ["private", "us-west-2c", 10, "10.20.80.0/21"],
    ["isolated", "us-west-2a", 16, "10.20.128.0/21"],
    ["isolated", "us-west-2c", 18, "10.20.144.0/21"],
  ])("puts %s %s into block %i: %s", (tier, availabilityZone, index, ipv4Cidr) => {
    const plan = subnetPlan("10.20.0.0/16", ["us-west-2c", "us-west-2a"]);
    expect(plan).toHaveLength(6);
    expect(plan).toContainEqual({ tier, availabilityZone, index, ipv4Cidr });
  });

  test("sorts by tier and zone, whatever the order of the zones", () => {
    const order = subnetPlan("10.20.0.0/16", ["us-west-2c", "us-west-2a"]).map(key);
    expect(order).toEqual([
      "public us-west-2a",
      "public us-west-2c",
      "private us-west-2a",
      "private us-west-2c",
      "isolated us-west-2a",
      "isolated us-west-2c",
    ]);
  });

  test("gives /27 subnets to a /22, the smallest VPC", () => {
    const plan = subnetPlan("10.20.4.0/22", ["us-west-2h"]);
    expect(plan.map(({ ipv4Cidr }) => ipv4Cidr)).toEqual([
      "10.20.4.224/27",
      "10.20.5.224/27",
      "10.20.6.224/27",
    ]);
  });
});

describe("every plan", () => {
  test("keeps its subnets inside the VPC and apart from each other", () => {
    fc.assert(
      fc.property(vpcs, zones, (vpc, availabilityZones) => {
        const [first, last] = bounds(vpc);
        const blocks = subnetPlan(vpc, availabilityZones)
          .map(({ ipv4Cidr }) => bounds(ipv4Cidr))
          .sort(([one], [other]) => Number(one - other));
        let before = first - 1n;
        for (const [start, end] of blocks) {
          expect(start).toBeGreaterThan(before);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(last);
      }),
    );
  });

  test("gives each subnet a /64 of its own", () => {
    fc.assert(
      fc.property(vpcs, zones, (vpc, availabilityZones) => {
        const indexes = subnetPlan(vpc, availabilityZones).map(({ index }) => index);
        expect(new Set(indexes).size).toBe(availabilityZones.length * 3);
        expect(Math.max(...indexes)).toBeLessThan(32);
      }),
    );
  });

  test("keeps what there is when zones come or go", () => {
    fc.assert(
      fc.property(vpcs, zones, zones, (vpc, some, others) => {
        const all = new Map(subnetPlan(vpc, [...new Set([...some, ...others])]).map((s) => [key(s), s]));
        for (const subnet of subnetPlan(vpc, some)) expect(all.get(key(subnet))).toEqual(subnet);
      }),
    );
  });
});

describe("zone names", () => {
  test.each(["us-west-2a", "ap-northeast-1d", "us-gov-west-1a", "mx-central-1h"])("takes %s", (zone) => {
    expect(subnetPlan("10.20.0.0/16", [zone])).toHaveLength(3);
  });

  test.each([
    ["a local zone", "us-west-2-lax-1a"],
    ["a wavelength zone", "us-east-1-wl1-bos-wlz-1"],
    ["a zone id", "usw2-az1"],
    ["a region", "us-west-2"],
    ["a letter after h", "us-west-2i"],
    ["nothing", ""],
  ])("refuses %s", (_, zone) => {
    expect(() => subnetPlan("10.20.0.0/16", [zone])).toThrow(RangeError);
    expect(() => subnetPlan("10.20.0.0/16", [zone])).toThrow(/ends in a letter from a to h/);
  });

  test.each([
    ["one zone twice", ["us-west-2a", "us-west-2a"]],
    ["zones of two regions with one letter", ["us-west-2a", "us-east-1a"]],
  ])("refuses %s", (_, availabilityZones) => {
    expect(() => subnetPlan("10.20.0.0/16", availabilityZones)).toThrow(/would get the same subnets/);
  });
});

describe("VPC blocks", () => {
  test.each(["10.0.0.0/16", "172.16.128.0/18", "100.64.0.0/22"])("takes %s", (ipv4Cidr) => {
    expect(subnetPlan(ipv4Cidr, ["us-west-2a"])).toHaveLength(3);
  });

  test.each([
    ["one that AWS finds too large", "10.0.0.0/15", /a \/16 to a \/22/],
    ["one with subnets too small for a load balancer", "10.0.0.0/23", /a \/16 to a \/22/],
    ["one with host bits", "10.0.0.5/16", /without host bits/],
    ["one without a prefix", "10.0.0.0", /without host bits/],
    ["an IPv6 block", "2001:db8::/56", /IPv4 block/],
    ["what is no block", "ten", /IPv4 block/],
  ])("refuses %s", (_, ipv4Cidr, message) => {
    expect(() => subnetPlan(ipv4Cidr, ["us-west-2a"])).toThrow(RangeError);
    expect(() => subnetPlan(ipv4Cidr, ["us-west-2a"])).toThrow(message);
  });
});
