import { describe, expect, it } from "vitest";
import { ServiceAlarms, type ServiceAlarmsProps } from "../../../modules/observability";
import { synth, TEST_IDENTITY } from "../../support/synth";

const TOPIC = "arn:aws:sns:us-west-2:111122223333:team-test-alarms";
const WEB = {
  loadBalancer: "app/team-test/0123456789abcdef",
  targetGroup: "targetgroup/blog/0123456789abcdef",
  gracePeriodSeconds: 300,
};
const OF_SERVICE = { ClusterName: "team-test", ServiceName: "blog" };
const OF_TRAFFIC = { LoadBalancer: WEB.loadBalancer, TargetGroup: WEB.targetGroup };

function alarms(over: Partial<ServiceAlarmsProps> = {}) {
  const rollback: string[] = [];
  const stack = synth((scope) => {
    const made = new ServiceAlarms(scope, "alarms", {
      identity: TEST_IDENTITY,
      service: "blog",
      cluster: "team-test",
      desiredCount: 2,
      errorPercent: 5,
      latencySeconds: 3,
      cpuPercent: 85,
      memoryPercent: 90,
      web: WEB,
      topicArn: TOPIC,
      ...over,
    });
    rollback.push(...made.rollback.names);
    expect(made.rollback.alarms).toHaveLength(made.rollback.names.length);
  });
  const one = (id: string) => stack.one("aws_cloudwatch_metric_alarm", `alarms_${id}_alarm`);
  return { stack, one, rollback, all: Object.values(stack.all("aws_cloudwatch_metric_alarm")) };
}

describe("ServiceAlarms", () => {
  it("has seven alarms, which all tell the topic of start and end", () => {
    const { stack, all } = alarms();
    expect(stack.addresses()).toEqual(
      ["cpu", "down", "errors", "latency", "memory", "running", "unhealthy"].map(
        (id) => `aws_cloudwatch_metric_alarm.alarms_${id}_alarm`,
      ),
    );
    for (const each of all) {
      expect(each).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
      expect(each.alarm_name).toMatch(/^team-test-blog-/);
    }
  });

  it("rings when no task is healthy, also while there is none to count", () => {
    expect(alarms({ web: { ...WEB, gracePeriodSeconds: 600 } }).one("down")).toMatchObject({
      metric_name: "HealthyHostCount",
      statistic: "Maximum",
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      evaluation_periods: 15,
      treat_missing_data: "breaching",
    });
  });

  it("rings for the share of 5xx, when there are enough requests for one", () => {
    const made = alarms().one("errors");
    expect(made).toMatchObject({
      threshold: 5,
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
    });
    expect(made).not.toHaveProperty("metric_name");
    const metric = (name: string) => ({
      namespace: "AWS/ApplicationELB",
      metric_name: name,
      stat: "Sum",
      period: 300,
      dimensions: OF_TRAFFIC,
    });
    expect(made.metric_query).toEqual([
      {
        id: "value",
        expression: "IF(requests >= 20, 100 * FILL(errors, 0) / requests, 0)",
        label: "5xx responses in per cent",
        return_data: true,
      },
      { id: "errors", metric: metric("HTTPCode_Target_5XX_Count") },
      { id: "requests", metric: metric("RequestCount") },
    ]);
  });

  it("rings for slow answers", () => {
    expect(alarms().one("latency")).toMatchObject({
      metric_name: "TargetResponseTime",
      extended_statistic: "p95",
      dimensions: OF_TRAFFIC,
      threshold: 3,
    });
  });

  it.each([
    [0, 5],
    [300, 10],
    [301, 11],
  ])("waits out a grace period of %i s before tasks count as unhealthy", (gracePeriodSeconds, minutes) => {
    expect(alarms({ web: { ...WEB, gracePeriodSeconds } }).one("unhealthy")).toMatchObject({
      metric_name: "UnHealthyHostCount",
      statistic: "Maximum",
      dimensions: OF_TRAFFIC,
      period: 60,
      evaluation_periods: minutes,
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
    });
  });

  it("rings for missing tasks, also when nothing is said about them", () => {
    expect(alarms().one("running")).toMatchObject({
      namespace: "ECS/ContainerInsights",
      metric_name: "RunningTaskCount",
      dimensions: OF_SERVICE,
      threshold: 2,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });

  it("rings for CPU and memory", () => {
    const metric = { namespace: "AWS/ECS", statistic: "Average", dimensions: OF_SERVICE };
    expect(alarms().one("cpu")).toMatchObject({ ...metric, metric_name: "CPUUtilization", threshold: 85 });
    expect(alarms().one("memory")).toMatchObject({
      ...metric,
      metric_name: "MemoryUtilization",
      threshold: 90,
    });
  });

  it("misses no task where none is wanted", () => {
    expect(alarms({ desiredCount: 0 }).all).toHaveLength(5);
  });

  it("has nothing to say about traffic where there is none", () => {
    const { stack, rollback } = alarms({ web: undefined });
    expect(Object.keys(stack.all("aws_cloudwatch_metric_alarm")).sort()).toEqual([
      "alarms_cpu_alarm",
      "alarms_memory_alarm",
      "alarms_running_alarm",
    ]);
    expect(rollback).toEqual([]);
  });

  it("rolls back for errors only", () => {
    expect(alarms().rollback).toEqual(["team-test-blog-errors"]);
  });
});
