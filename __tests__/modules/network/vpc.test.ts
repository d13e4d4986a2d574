import { describe, expect, test } from "vitest";
import { subnetPlan, type Vpc } from "../../../modules/network";
import { egressOf, networkOf } from "./network-of";

const ZONES = ["us-west-2a", "us-west-2b", "us-west-2c"];

describe("the VPC", () => {
  test("has both families and DNS names", () => {
    const network = networkOf();
    expect(Object.keys(network.all("aws_vpc"))).toEqual(["network_vpc"]);
    expect(network.one("aws_vpc", "network_vpc")).toMatchObject({
      cidr_block: "10.20.0.0/16",
      assign_generated_ipv6_cidr_block: true,
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "team-test" },
    });
  });

  test("has one gateway each way", () => {
    const network = networkOf();
    expect(Object.keys(network.all("aws_internet_gateway"))).toEqual(["network_internet"]);
    expect(Object.keys(network.all("aws_egress_only_internet_gateway"))).toEqual(["network_egress-only"]);
  });

  test("has a default security group without rules", () => {
    const network = networkOf();
    expect(Object.keys(network.all("aws_default_security_group"))).toEqual(["network_default-group"]);
    expect(network.one("aws_default_security_group", "network_default-group")).toMatchObject({
      vpc_id: "${aws_vpc.network_vpc.id}",
      ingress: [],
      egress: [],
    });
  });

  test("names everything that has tags", () => {
    const network = networkOf({ nat: "per-az", interfaceEndpoints: ["logs"], flowLogRetentionDays: 30 });
    const untagged = [
      "aws_route",
      "aws_route_table_association",
      "aws_vpc_security_group_ingress_rule",
      "aws_iam_role",
      "aws_iam_role_policy",
    ];
    for (const address of network.addresses()) {
      const [type = "", name = ""] = address.split(".");
      if (untagged.includes(type)) continue;
      expect(network.one(type, name).tags, address).toMatchObject({
        Name: expect.stringMatching(/^team-test/),
      });
    }
  });

  test("fails on a zone that has no place in the plan", () => {
    expect(() => networkOf({ availabilityZones: ["us-west-2a", "us-west-2-lax-1a"] })).toThrow(RangeError);
  });

  test("fails on a block that has no place for the plan", () => {
    expect(() => networkOf({ ipv4Cidr: "10.20.0.0/24" })).toThrow(RangeError);
  });
});

describe("subnets", () => {
  const network = networkOf({ availabilityZones: ZONES });

  test("are one per tier and zone", () => {
    expect(Object.keys(network.all("aws_subnet")).sort()).toEqual(
      ["isolated", "private", "public"].flatMap((tier) => ZONES.map((zone) => `network_${tier}_${zone}`)),
    );
  });

  test.each(subnetPlan("10.20.0.0/16", ZONES))(
    "$tier $availabilityZone has block and /64 number $index",
    ({ tier, availabilityZone, index, ipv4Cidr }) => {
      const subnet = network.one("aws_subnet", `network_${tier}_${availabilityZone}`);
      expect(subnet).toMatchObject({
        vpc_id: "${aws_vpc.network_vpc.id}",
        availability_zone: availabilityZone,
        cidr_block: ipv4Cidr,
        ipv6_cidr_block: `\${cidrsubnet(aws_vpc.network_vpc.ipv6_cidr_block, 8, ${index})}`,
        assign_ipv6_address_on_creation: true,
        map_public_ip_on_launch: false,
        tags: { Name: `team-test-${tier}-${availabilityZone}` },
      });
      expect(subnet).not.toHaveProperty("enable_dns64");
    },
  );
});

describe("what other modules get", () => {
  const look = (props: Parameters<typeof networkOf>[0]) => {
    const seen: Vpc[] = [];
    const network = networkOf(props, (vpc) => seen.push(vpc));
    const [vpc] = seen;
    if (vpc === undefined) throw new Error("no VPC was made");
    return { vpc, network };
  };

  test("subnets by zone, sorted", () => {
    const { vpc } = look({ availabilityZones: [...ZONES].reverse() });
    expect(vpc.ipv4Cidr).toBe("10.20.0.0/16");
    expect(vpc.availabilityZones).toEqual(ZONES);
    expect(Object.keys(vpc.publicSubnets)).toEqual(ZONES);
    expect(Object.keys(vpc.privateSubnets)).toEqual(ZONES);
    expect(Object.keys(vpc.isolatedSubnets)).toEqual(ZONES);
  });

  test("all that must exist before tasks reach out", () => {
    const network = networkOf({ nat: "single", interfaceEndpoints: ["ecr.api"] });
    const zones = ["us-west-2a", "us-west-2b"];
    expect([...egressOf(network)].sort()).toEqual(
      [
        "aws_route.network_public_ipv4",
        "aws_route.network_public_ipv6",
        ...zones.map((zone) => `aws_route_table_association.network_public_${zone}_association`),
        ...zones.map((zone) => `aws_route.network_private_${zone}_ipv4`),
        ...zones.map((zone) => `aws_route.network_private_${zone}_ipv6`),
        ...zones.map((zone) => `aws_route_table_association.network_private_${zone}_association`),
        "aws_vpc_endpoint.network_s3",
        "aws_vpc_endpoint.network_endpoints_ecr-api",
        "aws_vpc_security_group_ingress_rule.network_endpoints_firewall_from_ipv4_443",
        "aws_vpc_security_group_ingress_rule.network_endpoints_firewall_from_ipv6_443",
      ].sort(),
    );
  });
});
