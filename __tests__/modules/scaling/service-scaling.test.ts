import { describe, expect, it } from "vitest";
import { ServiceScaling, type ServiceScalingProps } from "../../../modules/scaling";
import { synth, TEST_IDENTITY } from "../../support/synth";

function scaled(props: Partial<ServiceScalingProps> = {}) {
  return synth((scope) => {
    new ServiceScaling(scope, "scaling", {
      identity: TEST_IDENTITY,
      cluster: "team-test",
      service: { name: "app", reference: "app" },
      minTasks: 2,
      maxTasks: 4,
      scaleOutCooldownSeconds: 60,
      scaleInCooldownSeconds: 300,
      schedules: [],
      ...props,
    });
  });
}

const SCALED = {
  service_namespace: "${aws_appautoscaling_target.scaling_target.service_namespace}",
  resource_id: "${aws_appautoscaling_target.scaling_target.resource_id}",
  scalable_dimension: "${aws_appautoscaling_target.scaling_target.scalable_dimension}",
};

describe("scaling of a service", () => {
  it("has bounds that Terraform owns", () => {
    const stack = scaled();
    expect(stack.addresses()).toEqual(["aws_appautoscaling_target.scaling_target"]);
    const target = stack.one("aws_appautoscaling_target", "scaling_target");
    expect(target).toEqual({
      "//": expect.anything(),
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
      resource_id: "service/team-test/app",
      min_capacity: 2,
      max_capacity: 4,
    });
  });

  it("tracks CPU, memory and requests, each with a policy", () => {
    const loadBalancer = "app/team-test-alb/0123456789abcdef";
    const targetGroup = "targetgroup/app/fedcba9876543210";
    const requests = { perTaskPerMinute: 600, loadBalancer, targetGroups: [targetGroup] };
    const stack = scaled({ cpuPercent: 60, memoryPercent: 70, requests });
    const policies = stack.all("aws_appautoscaling_policy");
    expect(Object.keys(policies).sort()).toEqual(["scaling_cpu", "scaling_memory", "scaling_requests"]);
    expect(policies.scaling_cpu).toMatchObject({
      name: "cpu",
      policy_type: "TargetTrackingScaling",
      ...SCALED,
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
        target_value: 60,
        scale_in_cooldown: 300,
        scale_out_cooldown: 60,
      },
    });
    expect(policies.scaling_memory).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageMemoryUtilization" },
      },
    });
    expect(policies.scaling_requests).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label: `${loadBalancer}/${targetGroup}`,
        },
        target_value: 600,
      },
    });
  });

  it("adds two tasks above 20 % CPU over a minute, and removes two below", () => {
    const steps = [{ percent: 20, tasks: 2 }];
    const stack = scaled({ step: { metric: "cpu", periodMinutes: 1, add: steps, remove: steps } });
    expect(stack.addresses()).toEqual([
      "aws_appautoscaling_policy.scaling_add_policy",
      "aws_appautoscaling_policy.scaling_remove_policy",
      "aws_appautoscaling_target.scaling_target",
      "aws_cloudwatch_metric_alarm.scaling_add_alarm",
      "aws_cloudwatch_metric_alarm.scaling_remove_alarm",
    ]);
    expect(stack.one("aws_cloudwatch_metric_alarm", "scaling_add_alarm")).toMatchObject({
      alarm_name: "team-test-app-scaling-add",
      namespace: "AWS/ECS",
      metric_name: "CPUUtilization",
      statistic: "Average",
      dimensions: { ClusterName: "team-test", ServiceName: "app" },
      period: 60,
      evaluation_periods: 1,
      threshold: 20,
      comparison_operator: "GreaterThanThreshold",
      alarm_actions: ["${aws_appautoscaling_policy.scaling_add_policy.arn}"],
    });
    expect(stack.one("aws_appautoscaling_policy", "scaling_add_policy")).toMatchObject({
      name: "add",
      policy_type: "StepScaling",
      ...SCALED,
      step_scaling_policy_configuration: {
        adjustment_type: "ChangeInCapacity",
        metric_aggregation_type: "Average",
        cooldown: 60,
        step_adjustment: [{ metric_interval_lower_bound: "0", scaling_adjustment: 2 }],
      },
    });
    expect(stack.one("aws_cloudwatch_metric_alarm", "scaling_remove_alarm")).toMatchObject({
      threshold: 20,
      comparison_operator: "LessThanThreshold",
    });
    expect(stack.one("aws_appautoscaling_policy", "scaling_remove_policy")).toMatchObject({
      step_scaling_policy_configuration: {
        cooldown: 300,
        step_adjustment: [{ metric_interval_upper_bound: "0", scaling_adjustment: -2 }],
      },
    });
  });

  it("has a policy only for the direction that has steps", () => {
    const add = [{ percent: 80, tasks: 3 }];
    const stack = scaled({ step: { metric: "memory", periodMinutes: 5, add, remove: [] } });
    expect(Object.keys(stack.all("aws_appautoscaling_policy"))).toEqual(["scaling_add_policy"]);
    expect(stack.one("aws_cloudwatch_metric_alarm", "scaling_add_alarm")).toMatchObject({
      metric_name: "MemoryUtilization",
      period: 300,
    });
  });

  it("changes its bounds by the clock of a zone, and then no plan takes them back", () => {
    const schedule = {
      name: "morning",
      expression: "cron(0 8 ? * MON *)",
      timeZone: "Europe/Berlin",
      minTasks: 4,
      maxTasks: 8,
    };
    const stack = scaled({ schedules: [schedule] });
    expect(stack.all("aws_appautoscaling_scheduled_action")).toMatchObject({
      scaling_schedule_morning: {
        name: "morning",
        ...SCALED,
        schedule: "cron(0 8 ? * MON *)",
        timezone: "Europe/Berlin",
        scalable_target_action: { min_capacity: "4", max_capacity: "8" },
      },
    });
    expect(stack.one("aws_appautoscaling_target", "scaling_target")).toMatchObject({
      lifecycle: { ignore_changes: ["min_capacity", "max_capacity"] },
    });
  });

  it("keeps its alarms' names inside the limit for the longest names", () => {
    const long = "a".repeat(24);
    const stack = synth((scope) => {
      new ServiceScaling(scope, "scaling", {
        identity: { ...TEST_IDENTITY, stack: `${long}-${long}` },
        cluster: `${long}-${long}`,
        service: { name: long, reference: long },
        minTasks: 1,
        maxTasks: 2,
        step: { metric: "cpu", periodMinutes: 1, add: [{ percent: 50, tasks: 1 }], remove: [] },
        scaleOutCooldownSeconds: 60,
        scaleInCooldownSeconds: 300,
        schedules: [],
      });
    });
    const { alarm_name: name } = stack.one("aws_cloudwatch_metric_alarm", "scaling_add_alarm");
    expect(String(name).length).toBeLessThanOrEqual(255);
  });
});
