import { describe, expect, it } from "vitest";
import { type Launch, launchOnInstances } from "../../../modules/compute";
import { Firewall } from "../../../modules/network";
import { stubNetwork } from "../../support/stub-network";
import { synth, TEST_IDENTITY } from "../../support/synth";

function launched(taskNetwork: "bridge" | "awsvpc"): Launch {
  const made: Launch[] = [];
  synth((scope) => {
    const identity = TEST_IDENTITY;
    const firewall = new Firewall(scope, "firewall", {
      identity,
      vpcId: "vpc-0",
      name: "x",
      description: "x",
    });
    const instances = { capacityProvider: "instances-team-test", taskNetwork, firewall };
    const cluster = { name: "team-test", arn: "arn:cluster", capacity: [] };
    made.push(launchOnInstances({ cluster, instances, network: stubNetwork(), firewall }));
  });
  const [launch] = made;
  if (launch === undefined) throw new Error("nothing was made");
  return launch;
}

describe("tasks on instances", () => {
  it("are spread over zones, then packed by memory, by the capacity provider", () => {
    expect(launched("bridge")).toMatchObject({
      clusterName: "team-test",
      capacity: [{ provider: "instances-team-test", weight: 1 }],
      platformVersion: undefined,
      placement: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    });
  });

  it("have no interface behind the bridge, and ports of the instance as targets", () => {
    const { network, targetType, hostPorts } = launched("bridge");
    expect({ network, targetType, hostPorts }).toEqual({
      network: undefined,
      targetType: "instance",
      hostPorts: { first: 32_768, last: 65_535 },
    });
  });

  it("have one with a firewall of their own otherwise, never with a public address", () => {
    const { network, targetType, hostPorts } = launched("awsvpc");
    expect(network).toMatchObject({
      subnets: ["subnet-private-us-west-2a", "subnet-private-us-west-2b"],
      assignPublicIp: false,
    });
    expect([targetType, hostPorts]).toEqual(["ip", undefined]);
  });
});
