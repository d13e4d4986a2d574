import { describe, expect, test } from "vitest";
import type { NatMode } from "../../../modules/network";
import type { Attributes, Synthesized } from "../../support/synth";
import { networkOf } from "./network-of";

const TWO = ["us-west-2b", "us-west-2c"];
/** Lists of an endpoint that grow with the zones, in place. */
const GROWING = ["subnet_ids", "route_table_ids"];

const network = (availabilityZones: readonly string[], nat: NatMode) =>
  networkOf({
    availabilityZones,
    nat,
    interfaceEndpoints: ["ecr.api", "logs"],
    flowLogRetentionDays: 30,
  });

function expectKept(before: Synthesized, after: Synthesized): void {
  expect(after.addresses()).toEqual(expect.arrayContaining(before.addresses()));
  for (const address of before.addresses()) {
    const [type = "", name = ""] = address.split(".");
    const [old, now] = [before.one(type, name), after.one(type, name)];
    expect(rest(type, now), address).toEqual(rest(type, old));
    if (type !== "aws_vpc_endpoint") continue;
    for (const list of GROWING.filter((growing) => growing in old)) {
      expect(now[list], `${address} ${list}`).toEqual(expect.arrayContaining(old[list] as string[]));
    }
  }
}

function rest(type: string, attributes: Attributes): Attributes {
  const dropped = type === "aws_vpc_endpoint" ? GROWING : [];
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !dropped.includes(key)));
}

describe("a third zone changes nothing that exists", () => {
  test.each([
    ["none", "us-west-2a"],
    ["none", "us-west-2d"],
    ["per-az", "us-west-2a"],
    ["per-az", "us-west-2d"],
    ["single", "us-west-2d"],
  ] as const)("with nat: %s, adding %s", (nat, zone) => {
    expectKept(network(TWO, nat), network([zone, ...TWO], nat));
  });
});

test("a single NAT gateway moves when a zone comes that sorts before all others", () => {
  const before = network(TWO, "single");
  const after = network(["us-west-2a", ...TWO], "single");
  expect(Object.keys(before.all("aws_nat_gateway"))).toEqual(["network_nat_us-west-2b"]);
  expect(Object.keys(after.all("aws_nat_gateway"))).toEqual(["network_nat_us-west-2a"]);
});

test("the order of the zones means nothing", () => {
  const one = network(["us-west-2a", "us-west-2b", "us-west-2c"], "single");
  const other = network(["us-west-2c", "us-west-2a", "us-west-2b"], "single");
  expect(JSON.stringify(other.json)).toBe(JSON.stringify(one.json));
});
