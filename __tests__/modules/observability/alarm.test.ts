import { expect, test } from "vitest";
import { Alarm, type AlarmProps } from "../../../modules/observability/alarm";
import { synth, TEST_IDENTITY } from "../../support/synth";

const TOPIC = "arn:aws:sns:us-west-2:111122223333:alarms";

function alarmOf(props: Partial<AlarmProps> = {}) {
  const stack = synth((scope) => {
    new Alarm(scope, "busy", {
      identity: TEST_IDENTITY,
      name: ["queue", "busy"],
      description: "The queue is long.",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Average",
      dimensions: { QueueName: "queue" },
      periodSeconds: 60,
      evaluationPeriods: 5,
      threshold: 100,
      comparison: ">",
      missingData: "notBreaching",
      topicArn: TOPIC,
      ...props,
    });
  });
  expect(stack.addresses()).toEqual(["aws_cloudwatch_metric_alarm.busy_alarm"]);
  return stack.one("aws_cloudwatch_metric_alarm", "busy_alarm");
}

test("an alarm watches one metric and tells one topic of start and end", () => {
  expect(alarmOf()).toMatchObject({
    alarm_name: "team-test-queue-busy",
    alarm_description: "The queue is long.",
    namespace: "AWS/SQS",
    metric_name: "ApproximateNumberOfMessagesVisible",
    statistic: "Average",
    dimensions: { QueueName: "queue" },
    period: 60,
    evaluation_periods: 5,
    datapoints_to_alarm: 5,
    threshold: 100,
    comparison_operator: "GreaterThanThreshold",
    treat_missing_data: "notBreaching",
    alarm_actions: [TOPIC],
    ok_actions: [TOPIC],
  });
});

test("a percentile goes where CloudWatch wants it", () => {
  const alarm = alarmOf({ statistic: "p99.9" });
  expect(alarm.extended_statistic).toBe("p99.9");
  expect(alarm).not.toHaveProperty("statistic");
});

test("fewer datapoints than periods may be enough", () => {
  expect(alarmOf({ datapointsToAlarm: 3 }).datapoints_to_alarm).toBe(3);
});

test.each([
  [">", "GreaterThanThreshold"],
  [">=", "GreaterThanOrEqualToThreshold"],
  ["<", "LessThanThreshold"],
  ["<=", "LessThanOrEqualToThreshold"],
] as const)("%s is %s", (comparison, operator) => {
  expect(alarmOf({ comparison }).comparison_operator).toBe(operator);
});
