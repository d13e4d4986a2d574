import { describe, expect, it } from "vitest";
import { Cluster, type InstanceCapacityProps } from "../../../modules/compute";
import { stubNetwork } from "../../support/stub-network";
import { synth, TEST_IDENTITY } from "../../support/synth";

function cluster(over: Partial<InstanceCapacityProps> = {}, identity = TEST_IDENTITY) {
  return synth((scope) => {
    new Cluster(scope, "cluster", {
      identity,
      containerInsights: "enhanced",
      instances: {
        network: stubNetwork(),
        placement: "private",
        instanceTypes: ["m7i.large", "m6i.large"],
        architecture: "x86_64",
        image: "recommended",
        rootVolumeGiB: 30,
        minInstances: 2,
        maxInstances: 4,
        onDemandBase: 1,
        onDemandPercent: 100,
        targetCapacityPercent: 90,
        schedules: [],
        taskNetwork: "bridge",
        tags: { team: "team" },
        topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
        ...over,
      },
    });
  });
}

const group = (over?: Partial<InstanceCapacityProps>) =>
  cluster(over).one("aws_autoscaling_group", "cluster_instances_group");
const template = (over?: Partial<InstanceCapacityProps>) =>
  cluster(over).one("aws_launch_template", "cluster_instances_template");

describe("the launch template of instances", () => {
  it("takes the image by an SSM parameter that EC2 reads, for either architecture", () => {
    const folder = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023";
    expect(template().image_id).toBe(`${folder}/recommended/image_id`);
    expect(template({ architecture: "arm64" }).image_id).toBe(`${folder}/arm64/recommended/image_id`);
    expect(template({ architecture: "arm64", image: "2023.0.20261113" }).image_id).toBe(
      `${folder}/arm64/al2023-ami-ecs-hvm-2023.0.20261113-kernel-6.1-arm64/image_id`,
    );
  });

  it("asks metadata for a session, and answers no container behind the bridge", () => {
    expect(template().metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
  });

  it("encrypts the disk, and tags what Auto Scaling starts", () => {
    expect(template().block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { volume_type: "gp3", volume_size: 30, encrypted: "true", delete_on_termination: "true" },
      },
    ]);
    const tags = { team: "team", Name: "team-test-instances" };
    expect(template().tag_specifications).toEqual([
      { resource_type: "instance", tags },
      { resource_type: "volume", tags },
    ]);
  });

  it("gives public addresses only in public subnets", () => {
    const interfaces = (placement: "private" | "public") => template({ placement }).network_interfaces;
    expect(interfaces("private")).toMatchObject([{ associate_public_ip_address: "false" }]);
    expect(interfaces("public")).toMatchObject([{ associate_public_ip_address: "true" }]);
    expect(group({ placement: "public" }).vpc_zone_identifier).toEqual([
      "subnet-public-us-west-2a",
      "subnet-public-us-west-2b",
    ]);
  });

  it("joins the cluster and brings Docker and the agent back, but never starts the agent itself", () => {
    const script = Buffer.from(String(template().user_data), "base64").toString();
    expect(script).toContain("echo 'ECS_CLUSTER=team-test'");
    expect(script).toContain("echo 'ECS_ENABLE_SPOT_INSTANCE_DRAINING=true'");
    expect(script).toContain("echo 'ECS_AWSVPC_BLOCK_IMDS=true'");
    expect(script).toContain("for unit in docker ecs; do");
    expect(script).toMatch(/\[Service\]\nRestart=always\nRestartSec=10\n/);
    expect(script).toMatch(/\nsystemctl daemon-reload\n$/);
    expect(script).not.toMatch(/systemctl (start|restart|enable)/);
  });
});

describe("the group of instances", () => {
  it("protects what runs tasks, and leaves its size to ECS", () => {
    expect(group()).toMatchObject({
      min_size: 2,
      max_size: 4,
      protect_from_scale_in: true,
      health_check_type: "EC2",
      tag: [{ key: "AmazonECSManaged", value: "true", propagate_at_launch: true }],
      lifecycle: { ignore_changes: ["desired_capacity"] },
    });
    expect(group()).not.toHaveProperty("desired_capacity");
  });

  it("prefers types in their order, and mixes in Spot instances above a base on demand", () => {
    expect(group().mixed_instances_policy).toMatchObject({
      instances_distribution: {
        on_demand_allocation_strategy: "prioritized",
        on_demand_base_capacity: 1,
        on_demand_percentage_above_base_capacity: 100,
      },
      launch_template: { override: [{ instance_type: "m7i.large" }, { instance_type: "m6i.large" }] },
    });
    expect(group().capacity_rebalance).toBe(false);
    expect(group({ onDemandPercent: 0 }).capacity_rebalance).toBe(true);
  });

  it("replaces protected instances too when the template changes, successors first", () => {
    expect(group().instance_refresh).toEqual({
      strategy: "Rolling",
      preferences: {
        min_healthy_percentage: 100,
        max_healthy_percentage: 200,
        scale_in_protected_instances: "Refresh",
      },
    });
    expect(JSON.stringify(group().mixed_instances_policy)).toContain(".latest_version}");
  });

  it("can be destroyed at once, but in production", () => {
    expect(group().force_delete).toBe(true);
    const protectedOne = cluster({}, { ...TEST_IDENTITY, protect: true });
    expect(protectedOne.one("aws_autoscaling_group", "cluster_instances_group").force_delete).toBe(false);
  });

  it("has its lower bound moved by the clock of a time zone, which Terraform then leaves alone", () => {
    const schedules = [{ name: "morning", cron: "30 8 * * 1-5", timeZone: "Europe/Berlin", minInstances: 4 }];
    const stack = cluster({ schedules });
    expect(stack.one("aws_autoscaling_schedule", "cluster_instances_schedule_morning")).toMatchObject({
      scheduled_action_name: "morning",
      recurrence: "30 8 * * 1-5",
      time_zone: "Europe/Berlin",
      min_size: 4,
      max_size: -1,
      desired_capacity: -1,
    });
    expect(group({ schedules }).lifecycle).toEqual({ ignore_changes: ["desired_capacity", "min_size"] });
  });
});

describe("the capacity provider of instances", () => {
  const stack = cluster();

  it("scales, drains and protects", () => {
    const { auto_scaling_group_provider: provider } = stack.one(
      "aws_ecs_capacity_provider",
      "cluster_instances_provider",
    );
    expect(provider).toEqual({
      auto_scaling_group_arn: "$".concat("{aws_autoscaling_group.cluster_instances_group.arn}"),
      managed_draining: "ENABLED",
      managed_termination_protection: "ENABLED",
      managed_scaling: {
        status: "ENABLED",
        target_capacity: 90,
        minimum_scaling_step_size: 1,
        maximum_scaling_step_size: 4,
        instance_warmup_period: 120,
      },
    });
  });

  it("has no name that AWS keeps for itself", () => {
    for (const name of ["aws-shop", "ecs-prod", "fargate-x"]) {
      const identity = { ...TEST_IDENTITY, stack: name };
      const made = cluster({}, identity).one("aws_ecs_capacity_provider", "cluster_instances_provider");
      expect(made.name).toBe(`instances-${name}`);
    }
  });

  it("is destroyed after the cluster has let it go, and before its group", () => {
    const list = stack.one("aws_ecs_cluster_capacity_providers", "cluster_capacity");
    expect(list.capacity_providers).toEqual([
      "FARGATE",
      "FARGATE_SPOT",
      "$".concat("{aws_ecs_capacity_provider.cluster_instances_provider.name}"),
    ]);
    expect(group().depends_on).toContain("aws_ecs_cluster.cluster_cluster");
  });

  it("lets instances out to HTTPS and nobody in", () => {
    expect(Object.keys(stack.all("aws_vpc_security_group_egress_rule"))).toEqual([
      "cluster_instances_firewall_to_ipv4_443",
      "cluster_instances_firewall_to_ipv6_443",
    ]);
    expect(stack.all("aws_vpc_security_group_ingress_rule")).toEqual({});
  });
});

describe("an instance that lost its agent", () => {
  const stack = cluster();
  const definition = JSON.parse(
    String(stack.one("aws_sfn_state_machine", "cluster_instances_lost_machine").definition),
  );

  it("is looked at when its agent goes, unless it drains", () => {
    const { event_pattern: pattern } = stack.one("aws_cloudwatch_event_rule", "cluster_instances_lost_lost");
    expect(JSON.parse(String(pattern))).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Container Instance State Change"],
      detail: {
        clusterArn: ["$".concat("{aws_ecs_cluster.cluster_cluster.arn}")],
        agentConnected: [false],
        status: ["ACTIVE"],
      },
    });
  });

  it("is replaced only when the agent is still away after ten minutes, and people hear of it", () => {
    const { Wait, StillAway, Replace, Tell } = definition.States;
    expect(Wait.Seconds).toBe(600);
    expect(StillAway).toMatchObject({ Default: "Fine", Choices: [{ Next: "Replace" }] });
    expect(Replace).toMatchObject({ Next: "Tell", Parameters: { HealthStatus: "Unhealthy" } });
    expect(Tell.Type).toBe("Fail");
    expect(stack.one("aws_cloudwatch_metric_alarm", "cluster_instances_lost_replaced_alarm")).toMatchObject({
      metric_name: "ExecutionsFailed",
      alarm_actions: ["arn:aws:sns:us-west-2:111122223333:alarms"],
    });
  });

  it("is all that the state machine may touch", () => {
    const policy = JSON.parse(
      String(stack.one("aws_iam_role_policy", "cluster_instances_lost_replace_policy").policy),
    );
    expect(
      policy.Statement.map(({ Action, Resource }: Record<string, string>) => [Action, Resource]),
    ).toEqual([
      ["ecs:DescribeContainerInstances", "arn:aws:ecs:us-west-2:111122223333:container-instance/team-test/*"],
      ["autoscaling:SetInstanceHealth", "$".concat("{aws_autoscaling_group.cluster_instances_group.arn}")],
    ]);
  });
});
