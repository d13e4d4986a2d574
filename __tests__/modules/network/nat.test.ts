import { describe, expect, test } from "vitest";
import { natZones } from "../../../modules/network";
import { networkOf } from "./network-of";

const ZONES = ["us-west-2b", "us-west-2a", "us-west-2c"];

describe("the zone whose NAT gateway a zone uses", () => {
  test("there is none without NAT", () => {
    expect(natZones("none", ZONES)).toEqual({});
  });

  test("a single gateway stands in the zone whose name sorts first", () => {
    expect(natZones("single", ZONES)).toEqual({
      "us-west-2a": "us-west-2a",
      "us-west-2b": "us-west-2a",
      "us-west-2c": "us-west-2a",
    });
  });

  test("each zone has its own with per-az", () => {
    expect(natZones("per-az", ZONES)).toEqual(Object.fromEntries(ZONES.map((zone) => [zone, zone])));
  });
});

describe("NAT gateways", () => {
  test("are not made with none", () => {
    const network = networkOf({ nat: "none" });
    expect(network.all("aws_nat_gateway")).toEqual({});
    expect(network.all("aws_eip")).toEqual({});
  });

  test("stand in a public subnet, with an address and after the internet gateway", () => {
    const network = networkOf({ nat: "single", availabilityZones: ZONES });
    expect(Object.keys(network.all("aws_nat_gateway"))).toEqual(["network_nat_us-west-2a"]);
    expect(Object.keys(network.all("aws_eip"))).toEqual(["network_nat_us-west-2a_address"]);
    expect(network.one("aws_eip", "network_nat_us-west-2a_address")).toMatchObject({ domain: "vpc" });
    expect(network.one("aws_nat_gateway", "network_nat_us-west-2a")).toMatchObject({
      allocation_id: "${aws_eip.network_nat_us-west-2a_address.id}",
      subnet_id: "${aws_subnet.network_public_us-west-2a.id}",
      depends_on: ["aws_internet_gateway.network_internet"],
      tags: { Name: "team-test-nat-us-west-2a" },
    });
  });

  test("are one per zone with per-az", () => {
    const network = networkOf({ nat: "per-az", availabilityZones: ZONES });
    expect(Object.keys(network.all("aws_nat_gateway")).sort()).toEqual(
      ZONES.map((zone) => `network_nat_${zone}`).sort(),
    );
    expect(Object.keys(network.all("aws_eip"))).toHaveLength(3);
  });
});
