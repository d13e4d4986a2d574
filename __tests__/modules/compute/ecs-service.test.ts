import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { describe, expect, it } from "vitest";
import { RunningTasks, type RunningTasksProps } from "../../../modules/compute";
import { synth } from "../../support/synth";
import { ON_FARGATE, ON_INSTANCES, REGISTERED } from "./launches";

const WEB = {
  targetGroupArn: "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/blog/0123456789abcdef",
  containerName: "blog",
  port: 2368,
  gracePeriodSeconds: 300,
};

function service(over: Partial<RunningTasksProps> = {}) {
  const stack = synth((scope) => {
    const capacity = new SqsQueue(scope, "capacity");
    const grant = new SqsQueue(scope, "grant");
    new RunningTasks(scope, "service", {
      name: "blog",
      task: REGISTERED,
      launch: { ...ON_FARGATE, ready: [capacity] },
      desiredCount: 1,
      desiredCountIsOwnedElsewhere: false,
      movesInPlace: false,
      deployment: { minimumHealthyPercent: 0, maximumPercent: 100 },
      rollbackAlarms: [],
      exec: false,
      web: WEB,
      dependsOn: [grant],
      ...over,
    });
  });
  return stack.one("aws_ecs_service", "service");
}

describe("RunningTasks", () => {
  it("runs the task behind the load balancer", () => {
    const made = service();
    expect(made).toMatchObject({
      name: "blog",
      cluster: ON_FARGATE.clusterArn,
      task_definition: REGISTERED.arn,
      desired_count: 1,
      platform_version: "1.4.0",
      capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      deployment_circuit_breaker: { enable: true, rollback: true },
      network_configuration: {
        subnets: ["subnet-a", "subnet-b"],
        security_groups: ["sg-blog"],
        assign_public_ip: false,
      },
      load_balancer: [{ target_group_arn: WEB.targetGroupArn, container_name: "blog", container_port: 2368 }],
      health_check_grace_period_seconds: 300,
      enable_execute_command: false,
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
    });
    const absent = ["launch_type", "iam_role", "alarms", "force_new_deployment", "lifecycle"];
    for (const key of [...absent, "ordered_placement_strategy"]) expect(made).not.toHaveProperty(key);
  });

  it("waits for where it runs, then for whatever its stack names", () => {
    expect(service().depends_on).toEqual(["aws_sqs_queue.capacity", "aws_sqs_queue.grant"]);
  });

  it("runs on instances without a network of its own, spread over zones", () => {
    const made = service({ launch: ON_INSTANCES });
    expect(made).toMatchObject({
      capacity_provider_strategy: [{ capacity_provider: "team-test-instances", weight: 1 }],
      ordered_placement_strategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    });
    for (const key of ["network_configuration", "platform_version"]) expect(made).not.toHaveProperty(key);
  });

  it("splits tasks over two providers, the first ones on the base", () => {
    const capacity = [
      { provider: "FARGATE", base: 2, weight: 1 },
      { provider: "FARGATE_SPOT", weight: 3 },
    ];
    expect(service({ launch: { ...ON_FARGATE, capacity } }).capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE", base: 2, weight: 1 },
      { capacity_provider: "FARGATE_SPOT", weight: 3 },
    ]);
  });

  it("leaves the number of tasks alone exactly when something else owns it", () => {
    expect(service({ desiredCountIsOwnedElsewhere: true }).lifecycle).toEqual({
      ignore_changes: ["desired_count"],
    });
  });

  it("exchanges its tasks when their capacity changes, where that is wanted", () => {
    expect(service({ movesInPlace: true }).force_new_deployment).toBe(true);
  });

  it("turns zone rebalancing off where one more task is not allowed or wanted, and on where it is", () => {
    const deployment = { minimumHealthyPercent: 100, maximumPercent: 200 };
    expect(service().availability_zone_rebalancing).toBe("DISABLED");
    expect(service({ deployment }).availability_zone_rebalancing).toBe("ENABLED");
    const still = service({ deployment: { ...deployment, zoneRebalancing: false } });
    expect(still.availability_zone_rebalancing).toBe("DISABLED");
  });

  it("has neither load balancer nor grace period without traffic", () => {
    const made = service({ web: undefined });
    expect(made).not.toHaveProperty("load_balancer");
    expect(made).not.toHaveProperty("health_check_grace_period_seconds");
  });

  it("rolls back when one of the named alarms rings", () => {
    expect(service({ rollbackAlarms: ["b", "a"] }).alarms).toEqual({
      enable: true,
      rollback: true,
      alarm_names: ["a", "b"],
    });
  });

  it("refuses a deployment that can do nothing", () => {
    const deployment = { minimumHealthyPercent: 100, maximumPercent: 100 };
    expect(() => service({ deployment })).toThrow(/100\/100 % can neither stop nor start a task/);
  });
});
