import { expect, it } from "vitest";
import { Cluster, Daemon, InstanceTask } from "../../../modules/compute";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { container, task } from "./tasks";

it("is one task on every instance: no number, no strategy, no rebalancing", () => {
  const stack = synth((scope) => {
    const identity = TEST_IDENTITY;
    const cluster = new Cluster(scope, "cluster", { identity, containerInsights: "enabled" });
    const registered = new InstanceTask(scope, "agent", {
      identity,
      name: "agent",
      task: task(container()),
      cpu: 1024,
      memoryMiB: 2048,
      architecture: "x86_64",
      network: "host",
      roles: { executionRoleArn: "arn:execution", taskRoleArn: "arn:task", grants: [] },
      exec: false,
    });
    new Daemon(scope, "daemon", { name: "agent", cluster, task: registered, dependsOn: [] });
  });
  const service = stack.one("aws_ecs_service", "daemon_service");
  expect(service).toMatchObject({
    scheduling_strategy: "DAEMON",
    launch_type: "EC2",
    deployment_minimum_healthy_percent: 0,
    availability_zone_rebalancing: "DISABLED",
    depends_on: ["aws_ecs_cluster_capacity_providers.cluster_capacity"],
  });
  for (const key of ["desired_count", "capacity_provider_strategy", "deployment_maximum_percent"]) {
    expect(service).not.toHaveProperty(key);
  }
});
