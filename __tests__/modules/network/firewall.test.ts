import type { ITerraformDependable } from "cdktf";
import { describe, expect, it } from "vitest";
import { Firewall } from "../../../modules/network";
import { synth, TEST_IDENTITY } from "../../support/synth";

function pair() {
  const rules: Record<string, readonly ITerraformDependable[]> = {};
  const stack = synth((scope) => {
    const made = (name: string) =>
      new Firewall(scope, name, { identity: TEST_IDENTITY, vpcId: "vpc-0", name, description: name });
    const [front, back] = [made("front"), made("back")];
    rules.none = front.rules;
    front.allowTo(back, 80);
    back.allowToAnywhere(443, "dualstack");
    rules.front = front.rules;
    rules.back = back.rules;
    front.allowFromAnywhere(443, "ipv4", back.rules);
    front.allowFromAnywhere(80, "ipv4");
  });
  return { stack, rules };
}

describe("a firewall", () => {
  const { stack, rules } = pair();

  it("tells which rules it has so far, on both sides of an opening", () => {
    expect(rules.none).toEqual([]);
    expect(rules.front).toHaveLength(1);
    expect(rules.back).toHaveLength(3);
  });

  it("opens a port only after what it is told to wait for", () => {
    const waiting = stack.one("aws_vpc_security_group_ingress_rule", "front_from_ipv4_443");
    expect(waiting.depends_on).toEqual([
      "aws_vpc_security_group_ingress_rule.back_from_front_80",
      "aws_vpc_security_group_egress_rule.back_to_ipv4_443",
      "aws_vpc_security_group_egress_rule.back_to_ipv6_443",
    ]);
    const free = stack.one("aws_vpc_security_group_ingress_rule", "front_from_ipv4_80");
    expect(free).not.toHaveProperty("depends_on");
  });
});

describe("a firewall that several services have", () => {
  const stack = synth((scope) => {
    const identity = TEST_IDENTITY;
    const firewall = (name: string) =>
      new Firewall(scope, name, { identity, vpcId: "vpc-0", name, description: "x" });
    const [balancer, instances] = [firewall("balancer"), firewall("instances")];
    for (const _service of ["one", "other"]) {
      instances.allowToAnywhere(443, "dualstack");
      balancer.allowTo(instances, 32_768, 65_535);
    }
  });

  it("has each opening once, over a range of ports where one is named", () => {
    expect(Object.keys(stack.all("aws_vpc_security_group_egress_rule")).sort()).toEqual([
      "balancer_to_instances_32768",
      "instances_to_ipv4_443",
      "instances_to_ipv6_443",
    ]);
    expect(stack.one("aws_vpc_security_group_ingress_rule", "instances_from_balancer_32768")).toMatchObject({
      from_port: 32_768,
      to_port: 65_535,
    });
  });
});
