import { describe, expect, it } from "vitest";
import { BeanstalkAlarms, type BeanstalkAlarmsProps } from "../../../modules/observability";
import { synth, TEST_IDENTITY } from "../../support/synth";

const alarmsOf = (props: Partial<BeanstalkAlarmsProps> = {}) =>
  synth((stack) => {
    new BeanstalkAlarms(stack, "alarms", {
      identity: TEST_IDENTITY,
      service: "blog",
      environmentName: "team-test-blog",
      loadBalancer: "app/awseb/0123",
      errorPercent: 5,
      latencySeconds: 3,
      topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
      ...props,
    });
  });

describe("alarms of a service on Beanstalk", () => {
  it("tell of bad health, errors and slow answers", () => {
    const stack = alarmsOf();
    expect(stack.addresses()).toEqual([
      "aws_cloudwatch_metric_alarm.alarms_errors_alarm",
      "aws_cloudwatch_metric_alarm.alarms_health_alarm",
      "aws_cloudwatch_metric_alarm.alarms_latency_alarm",
    ]);
    expect(stack.one("aws_cloudwatch_metric_alarm", "alarms_health_alarm")).toMatchObject({
      dimensions: { EnvironmentName: "team-test-blog" },
      threshold: 20,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      treat_missing_data: "breaching",
    });
    expect(stack.one("aws_cloudwatch_metric_alarm", "alarms_latency_alarm")).toMatchObject({
      dimensions: { LoadBalancer: "app/awseb/0123" },
      extended_statistic: "p95",
      threshold: 3,
    });
  });

  it("of a worker are about its health only", () => {
    expect(alarmsOf({ loadBalancer: undefined }).addresses()).toEqual([
      "aws_cloudwatch_metric_alarm.alarms_health_alarm",
    ]);
  });
});
