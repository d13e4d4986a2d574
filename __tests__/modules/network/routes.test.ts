import { describe, expect, test } from "vitest";
import type { NatMode } from "../../../modules/network";
import type { Synthesized } from "../../support/synth";
import { egressOf, networkOf, referenced } from "./network-of";

const ZONES = ["us-west-2a", "us-west-2b", "us-west-2c"];
const TARGETS = ["gateway_id", "nat_gateway_id", "egress_only_gateway_id"] as const;

/** Where the routes of a subnet's route table lead: destination to type and name of the target. */
function waysOut(network: Synthesized, subnet: string): Record<string, string> {
  const associations = Object.values(network.all("aws_route_table_association")).filter(
    (association) => referenced(association.subnet_id) === subnet,
  );
  expect(associations, `associations of ${subnet}`).toHaveLength(1);
  const table = referenced(associations[0]?.route_table_id);
  network.one("aws_route_table", table);
  const ways = Object.values(network.all("aws_route"))
    .filter((route) => referenced(route.route_table_id) === table)
    .map((route) => {
      const destination = route.destination_cidr_block ?? route.destination_ipv6_cidr_block;
      const targets = TARGETS.filter((target) => target in route);
      expect(targets, `targets of ${String(destination)}`).toHaveLength(1);
      return [String(destination), `${targets[0]} ${referenced(route[targets[0] ?? ""])}`] as const;
    });
  expect(new Set(ways.map(([destination]) => destination)).size, "each destination once").toBe(ways.length);
  return Object.fromEntries(ways);
}

const NAT_OF: Record<NatMode, (zone: string) => Record<string, string>> = {
  none: () => ({}),
  single: () => ({ "0.0.0.0/0": "nat_gateway_id network_nat_us-west-2a" }),
  "per-az": (zone) => ({ "0.0.0.0/0": `nat_gateway_id network_nat_${zone}` }),
};

describe.each(["none", "single", "per-az"] as const)("routes with nat: %s", (nat) => {
  const network = networkOf({ nat, availabilityZones: ZONES });

  test.each(ZONES)("the public subnet of %s reaches the internet over both families", (zone) => {
    expect(waysOut(network, `network_public_${zone}`)).toEqual({
      "0.0.0.0/0": "gateway_id network_internet",
      "::/0": "gateway_id network_internet",
    });
  });

  test.each(ZONES)("the private subnet of %s goes out by its NAT and the egress-only gateway", (zone) => {
    expect(waysOut(network, `network_private_${zone}`)).toEqual({
      ...NAT_OF[nat](zone),
      "::/0": "egress_only_gateway_id network_egress-only",
    });
  });

  test.each(ZONES)("the isolated subnet of %s leads nowhere", (zone) => {
    expect(waysOut(network, `network_isolated_${zone}`)).toEqual({});
  });

  test("nothing else routes: no subnet is left to the main table, no route has another table", () => {
    expect(Object.keys(network.all("aws_subnet"))).toHaveLength(9);
    expect(Object.keys(network.all("aws_route_table_association"))).toHaveLength(9);
    expect(Object.keys(network.all("aws_route_table"))).toHaveLength(5);
    expect(Object.keys(network.all("aws_route"))).toHaveLength(nat === "none" ? 5 : 8);
  });

  test("tasks wait for every way out", () => {
    expect(egressOf(network)).toEqual(expect.arrayContaining(routesAndAssociations(network)));
  });
});

test.each(["single", "per-az"] as const)("nat: %s changes routes, gateways and addresses alone", (nat) => {
  const others = (mode: NatMode) => {
    const { json } = networkOf({ nat: mode, availabilityZones: ZONES });
    const { aws_route, aws_nat_gateway, aws_eip, ...rest } = json.resource as Record<string, unknown>;
    return rest;
  };
  expect(others(nat)).toEqual(others("none"));
});

test("going from single to per-az keeps the gateway and the address that there are", () => {
  const single = networkOf({ nat: "single", availabilityZones: ZONES });
  const perZone = networkOf({ nat: "per-az", availabilityZones: ZONES });
  for (const type of ["aws_nat_gateway", "aws_eip"]) {
    expect(perZone.all(type)).toMatchObject(single.all(type));
  }
});

function routesAndAssociations(network: Synthesized): string[] {
  return network
    .addresses()
    .filter((address) => /^aws_route(_table_association)?\.network_(public|private)_/.test(address));
}
