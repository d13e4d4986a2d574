import { describe, expect, it } from "vitest";
import { INTERNAL_PORT, InternalEntrance, internalHost } from "../../../modules/edge";
import { internalLoadBalancerName } from "../../../modules/edge/internal-entrance";
import { Firewall } from "../../../modules/network";
import { stubNetwork } from "../../support/stub-network";
import { synth, TEST_IDENTITY } from "../../support/synth";

const NETWORK = stubNetwork();
const HOSTS = ["orders", "users"].map((name) => internalHost("team-test", name));

function synthInternal(protect = false) {
  return synth((stack) => {
    const identity = { ...TEST_IDENTITY, protect };
    const entrance = new InternalEntrance(stack, "internal", { identity, network: NETWORK, hosts: HOSTS });
    const caller = new Firewall(stack, "caller", {
      identity,
      vpcId: NETWORK.vpcId,
      name: "web",
      description: "Web.",
    });
    caller.allowTo(entrance.firewall, INTERNAL_PORT);
  });
}

describe("InternalEntrance", () => {
  it("stands in the private subnets, with both address families and no public address", () => {
    expect(synthInternal().one("aws_lb", "internal_alb")).toMatchObject({
      name: "team-test-internal",
      internal: true,
      ip_address_type: "dualstack",
      subnets: ["subnet-private-us-west-2a", "subnet-private-us-west-2b"],
      security_groups: ["${aws_security_group.internal_firewall_group.id}"],
      drop_invalid_header_fields: true,
      enable_deletion_protection: false,
    });
    expect(synthInternal(true).one("aws_lb", "internal_alb")["enable_deletion_protection"]).toBe(true);
  });

  it("lets in nobody but who opened the way", () => {
    const made = synthInternal().all("aws_vpc_security_group_ingress_rule");
    expect(Object.keys(made)).toEqual(["internal_firewall_from_web_80"]);
    expect(made["internal_firewall_from_web_80"]).toMatchObject({
      from_port: 80,
      to_port: 80,
      ip_protocol: "tcp",
      referenced_security_group_id: "${aws_security_group.caller_group.id}",
    });
  });

  it("answers 404 to what no rule asks for", () => {
    expect(synthInternal().one("aws_lb_listener", "internal_http")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
    });
  });

  it("gives every service a pair of names in a zone that only this network sees", () => {
    const made = synthInternal();
    expect(made.one("aws_route53_zone", "internal_zone")).toMatchObject({
      name: "team-test.internal",
      vpc: [{ vpc_id: "vpc-0" }],
    });
    const records = Object.values(made.all("aws_route53_record"));
    expect(records.map(({ name, type }) => `${type} ${name}`).sort()).toEqual([
      "A orders.team-test.internal",
      "A users.team-test.internal",
      "AAAA orders.team-test.internal",
      "AAAA users.team-test.internal",
    ]);
    expect(records[0]).toMatchObject({
      zone_id: "${aws_route53_zone.internal_zone.zone_id}",
      alias: { zone_id: "${aws_lb.internal_alb.zone_id}", evaluate_target_health: true },
    });
  });

  it("has a name that AWS takes for every stack", () => {
    const stacks = [
      "team-test",
      "internal-test",
      `${"t".repeat(24)}-${"e".repeat(24)}`,
      `internal-${"e".repeat(24)}`,
    ];
    for (const name of stacks.map(internalLoadBalancerName)) {
      expect(name).toMatch(/^(?!internal-)[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$/);
    }
  });
});
