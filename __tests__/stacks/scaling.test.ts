import { describe, expect, it } from "vitest";
import { PLATFORM, withService } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf, type WrittenStack } from "../support/stacks";
import type { Attributes } from "../support/synth";
import { requireTool, validateStack } from "../support/terraform";

function stackWith(lines = ""): WrittenStack {
  const team = lines === "" ? withService("cpu: 512") : withService(lines);
  const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team });
  const [stack] = stacksOf(root).values();
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

function serviceOf(stack: WrittenStack): Attributes {
  return stack.one("aws_ecs_service", "service_app_fargate_service");
}

function alarm(stack: WrittenStack, name: string): Attributes {
  return stack.one("aws_cloudwatch_metric_alarm", `service_app_alarms_${name}_alarm`);
}

const SCHEDULES = `  schedules:
    day: { cron: "0 8 * * 1-5", timeZone: Europe/Berlin, minTasks: 4, maxTasks: 8 }
    night: { cron: "0 20 * * *", timeZone: Europe/Berlin, minTasks: 1, maxTasks: 2 }`;

describe("a service that scales", () => {
  const scaled = () =>
    stackWith(`scaling:
  minTasks: 3
  maxTasks: 6
  cpuPercent: 60
  requestsPerTaskPerMinute: 600`);

  it("starts with its least number of tasks, which nobody but scaling changes then", () => {
    const stack = scaled();
    expect(serviceOf(stack)).toMatchObject({
      desired_count: 3,
      lifecycle: { ignore_changes: ["desired_count"] },
    });
    expect(stack.one("aws_appautoscaling_target", "service_app_scaling_target")).toMatchObject({
      resource_id: "service/festa-production/${aws_ecs_service.service_app_fargate_service.name}",
      min_capacity: 3,
      max_capacity: 6,
    });
  });

  it("counts the requests of its own target group at the entrance", () => {
    const stack = scaled();
    expect(stack.one("aws_appautoscaling_policy", "service_app_scaling_requests")).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: {
          resource_label:
            "${aws_lb.ingress_load-balancer_alb.arn_suffix}/${aws_lb_target_group.service_app_route_targets.arn_suffix}",
        },
      },
    });
  });

  it("misses tasks below the least", () => {
    const stack = scaled();
    expect(alarm(stack, "running")).toMatchObject({ threshold: 3, comparison_operator: "LessThanThreshold" });
  });

  it("misses tasks below what the quietest schedule has", () => {
    const scheduled = stackWith(`scaling:\n  minTasks: 3\n  cpuPercent: 60\n${SCHEDULES}`);
    expect(alarm(scheduled, "running")).toMatchObject({ threshold: 1 });
    const parked = stackWith(`scaling:\n  minTasks: 3\n${SCHEDULES.replace("minTasks: 1", "minTasks: 0")}`);
    expect(Object.keys(parked.all("aws_cloudwatch_metric_alarm")).join()).not.toMatch(/running|down/);
  });

  it("is accepted by Terraform, steps and schedules included", async (context) => {
    const stack = scaled();
    requireTool(context, "terraform");
    const steps = "step: { add: [{ abovePercent: 20, tasks: 2 }], remove: [{ belowPercent: 20, tasks: 2 }] }";
    validateStack(
      stackWith(`spot: {}\nscaling:\n  minTasks: 2\n  maxTasks: 4\n  ${steps}\n${SCHEDULES}`).json,
    );
    await validateStack(stack.json);
  });
});

describe("a service that does not scale", () => {
  it("has the number of tasks that its file says", () => {
    const stack = stackWith();
    expect(serviceOf(stack)).toMatchObject({ desired_count: 2 });
    expect(serviceOf(stack)).not.toHaveProperty("lifecycle");
    expect(stack.all("aws_appautoscaling_target")).toEqual({});
    expect(alarm(stack, "running")).toMatchObject({ threshold: 2 });
  });

  it("is on demand", () => {
    const stack = stackWith();
    expect(serviceOf(stack).capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE", weight: 1 },
    ]);
    expect(serviceOf(stack)).not.toHaveProperty("launch_type");
  });
});

describe("a service with a share of Spot", () => {
  it.each([
    ["{ percent: 70, baseTasks: 2 }", ["FARGATE", 2, 30], ["FARGATE_SPOT", undefined, 70]],
    ["{ percent: 100, baseTasks: 1 }", ["FARGATE", 1, 0], ["FARGATE_SPOT", undefined, 100]],
    ["{ percent: 100, baseTasks: 0 }", ["FARGATE_SPOT", undefined, 100]],
    ["{ percent: 0 }", ["FARGATE", undefined, 1]],
  ] as const)("of %s has a base on demand and the rest by weight", (spot, ...shares) => {
    const service = serviceOf(stackWith(`desiredCount: 4\narchitecture: arm64\nspot: ${spot}`));
    expect(service.capacity_provider_strategy).toEqual(
      shares.map(([provider, base, weight]) => ({
        capacity_provider: provider,
        ...(base !== undefined && { base }),
        weight,
      })),
    );
  });

  it("comes and goes by a deployment; without one the provider would replace the service", () => {
    expect(serviceOf(stackWith())).toMatchObject({ force_new_deployment: true });
    expect(serviceOf(stackWith("spot: {}"))).toMatchObject({ force_new_deployment: true });
    // One that runs only once is never on Spot, and is spared deployments for nothing.
    expect(serviceOf(stackWith("singleton: true"))).not.toHaveProperty("force_new_deployment");
  });
});

describe("availability", () => {
  it("rolls a bad version back, by the circuit breaker and by the alarm on errors", () => {
    const stack = stackWith();
    expect(serviceOf(stack)).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true, alarm_names: [alarm(stack, "errors").alarm_name] },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
    });
  });

  it("spreads tasks over all zones and moves them until each has equally many", () => {
    const service = serviceOf(stackWith());
    expect(service).toMatchObject({
      availability_zone_rebalancing: "ENABLED",
      network_configuration: {
        subnets: [
          "${aws_subnet.network_private_us-west-2a.id}",
          "${aws_subnet.network_private_us-west-2b.id}",
        ],
      },
    });
    expect(serviceOf(stackWith("singleton: true"))).toMatchObject({
      availability_zone_rebalancing: "DISABLED",
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
    });
  });

  it("lets a task that leaves finish its requests", () => {
    const stack = stackWith("stopTimeoutSeconds: 60");
    expect(stack.one("aws_lb_target_group", "service_app_route_targets")).toMatchObject({
      deregistration_delay: "30",
    });
    const { container_definitions: containers } = stack.one(
      "aws_ecs_task_definition",
      "service_app_fargate_task",
    );
    expect(JSON.parse(String(containers))[0]).toMatchObject({ stopTimeout: 60 });
  });

  it("runs on arm64 where the image does", () => {
    const stack = stackWith("architecture: arm64");
    expect(stack.one("aws_ecs_task_definition", "service_app_fargate_task")).toMatchObject({
      runtime_platform: { cpu_architecture: "ARM64" },
    });
  });
});
