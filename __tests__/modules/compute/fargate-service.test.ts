import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { describe, expect, it } from "vitest";
import { Cluster, FargateService, type FargateServiceProps, TaskRoles } from "../../../modules/compute";
import { Firewall } from "../../../modules/network";
import { stubNetwork } from "../../support/stub-network";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { container, GHOST, task } from "./tasks";

const WEB = {
  targetGroupArn: "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/blog/0123456789abcdef",
  containerName: "blog",
  port: 2368,
  gracePeriodSeconds: 300,
};

function service(over: Partial<FargateServiceProps> = {}) {
  const stack = synth((scope) => {
    const identity = TEST_IDENTITY;
    const ready = new SqsQueue(scope, "ready");
    new FargateService(scope, "blog", {
      identity,
      name: "blog",
      cluster: new Cluster(scope, "cluster", { identity, containerInsights: "enabled" }),
      network: stubNetwork(),
      placement: "private",
      firewall: new Firewall(scope, "firewall", { identity, vpcId: "vpc-1", name: "blog", description: "x" }),
      roles: new TaskRoles(scope, "roles", {
        identity,
        service: "blog",
        task: GHOST,
        logGroupArn: "arn:aws:logs:us-west-2:111122223333:log-group:x",
        exec: false,
      }),
      task: GHOST,
      cpu: 1024,
      memoryMiB: 2048,
      architecture: "x86_64",
      platformVersion: "1.4.0",
      desiredCount: 1,
      deployment: { minimumHealthyPercent: 0, maximumPercent: 100 },
      rollbackAlarms: [],
      exec: false,
      web: WEB,
      dependsOn: [ready],
      ...over,
    });
  });
  return {
    service: stack.one("aws_ecs_service", "blog_service"),
    definition: stack.one("aws_ecs_task_definition", "blog_task"),
  };
}

describe("FargateService", () => {
  it("defines the task", () => {
    const { definition } = service();
    expect(definition).toMatchObject({
      family: "team-test-blog",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: "1024",
      memory: "2048",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "X86_64" },
      execution_role_arn: "$".concat("{aws_iam_role.roles_execution_role.arn}"),
      task_role_arn: "$".concat("{aws_iam_role.roles_task_role.arn}"),
      skip_destroy: true,
    });
    expect(JSON.parse(String(definition.container_definitions))).toHaveLength(1);
  });

  it("mounts files through the access point, encrypted and with the task's role", () => {
    expect(service().definition.volume).toEqual([
      {
        name: "content",
        efs_volume_configuration: {
          file_system_id: "fs-12345678",
          transit_encryption: "ENABLED",
          authorization_config: { access_point_id: "fsap-12345678", iam: "ENABLED" },
        },
      },
    ]);
  });

  it("gives scratch space a name and nothing else", () => {
    const mounts = [{ volume: "tmp", path: "/tmp", readOnly: false }];
    const scratch = {
      containers: [container({ mounts })],
      volumes: [{ kind: "scratch", name: "tmp" }],
    } as const;
    expect(service({ task: scratch }).definition.volume).toEqual([{ name: "tmp" }]);
  });

  it("runs the task behind the load balancer", () => {
    const { service: made } = service();
    expect(made).toMatchObject({
      name: "blog",
      desired_count: 1,
      platform_version: "1.4.0",
      capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      deployment_circuit_breaker: { enable: true, rollback: true },
      network_configuration: {
        subnets: ["subnet-private-us-west-2a", "subnet-private-us-west-2b"],
        security_groups: ["$".concat("{aws_security_group.firewall_group.id}")],
        assign_public_ip: false,
      },
      load_balancer: [{ target_group_arn: WEB.targetGroupArn, container_name: "blog", container_port: 2368 }],
      health_check_grace_period_seconds: 300,
      enable_execute_command: false,
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
    });
    for (const absent of ["launch_type", "iam_role", "alarms", "force_new_deployment", "lifecycle"]) {
      expect(made).not.toHaveProperty(absent);
    }
  });

  it("waits for capacity, roles and whatever its stack names", () => {
    expect(service().service.depends_on).toEqual([
      "aws_ecs_cluster_capacity_providers.cluster_capacity",
      "aws_iam_role_policy.roles_execution_policy",
      "aws_iam_role_policy.roles_task_policy",
      "aws_sqs_queue.ready",
    ]);
  });

  it("turns zone rebalancing off where one more task is not allowed, and on where it is", () => {
    const stateless = { minimumHealthyPercent: 100, maximumPercent: 200 };
    expect(service().service.availability_zone_rebalancing).toBe("DISABLED");
    expect(service({ deployment: stateless }).service.availability_zone_rebalancing).toBe("ENABLED");
  });

  it("has neither load balancer nor grace period without traffic", () => {
    const made = service({ web: undefined }).service;
    expect(made).not.toHaveProperty("load_balancer");
    expect(made).not.toHaveProperty("health_check_grace_period_seconds");
  });

  it("gives tasks in public subnets public addresses", () => {
    expect(service({ placement: "public" }).service.network_configuration).toMatchObject({
      subnets: ["subnet-public-us-west-2a", "subnet-public-us-west-2b"],
      assign_public_ip: true,
    });
  });

  it("rolls back when one of the named alarms rings", () => {
    expect(service({ rollbackAlarms: ["b", "a"] }).service.alarms).toEqual({
      enable: true,
      rollback: true,
      alarm_names: ["a", "b"],
    });
  });

  it("gives ECS Exec an init process in the service's own container", () => {
    const side = container({ name: "side", cpu: 2, memoryMiB: 64 });
    const two = task(container({ cpu: 1000, memoryMiB: 1024 }), side);
    const { service: made, definition } = service({ exec: true, task: two });
    expect(made.enable_execute_command).toBe(true);
    const [main, other] = JSON.parse(String(definition.container_definitions));
    expect(main.linuxParameters).toEqual({ initProcessEnabled: true });
    expect(other).not.toHaveProperty("linuxParameters");
  });

  it("runs on arm64", () => {
    expect(service({ architecture: "arm64" }).definition.runtime_platform).toMatchObject({
      cpu_architecture: "ARM64",
    });
  });

  it.each<[what: string, Partial<FargateServiceProps>, message: RegExp]>([
    ["a size that Fargate lacks", { memoryMiB: 9216 }, /The service blog cannot run:\nFargate has no size/],
    ["a container without CPU", { task: task(container({ cpu: 0 })) }, /state a whole number/],
    [
      "a deployment that can do nothing",
      { deployment: { minimumHealthyPercent: 100, maximumPercent: 100 } },
      /100\/100 % can neither stop nor start a task/,
    ],
    [
      "ECS Exec in a read-only root file system",
      { exec: true, task: task(container({ readonlyRootFilesystem: true })) },
      /needs a writable root file system/,
    ],
  ])("refuses %s", (_what, over, message) => {
    expect(() => service(over)).toThrow(message);
  });
});
