import { expect, test } from "vitest";
import { DatabaseAlarms, type DatabaseAlarmsProps } from "../../../modules/database";
import { synth, TEST_IDENTITY } from "../../support/synth";

const alarmsOf = (props: Partial<DatabaseAlarmsProps> = {}) =>
  synth((stack) => {
    new DatabaseAlarms(stack, "alarms", {
      identity: TEST_IDENTITY,
      clusterIdentifier: "team-test-db",
      minCapacityAcu: 0.5,
      maxCapacityAcu: 8,
      topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
      ...props,
    });
  });

test("every limit of a serverless cluster has an alarm", () => {
  expect(alarmsOf().addresses()).toEqual([
    "aws_cloudwatch_metric_alarm.alarms_capacity_alarm",
    "aws_cloudwatch_metric_alarm.alarms_connections_alarm",
    "aws_cloudwatch_metric_alarm.alarms_cpu_alarm",
    "aws_cloudwatch_metric_alarm.alarms_memory_alarm",
  ]);
});

test.each([
  ["capacity", "ACUUtilization", "Maximum", "GreaterThanOrEqualToThreshold", 90],
  ["cpu", "CPUUtilization", "Maximum", "GreaterThanOrEqualToThreshold", 80],
  // 5 % of 8 ACU of 2 GiB.
  ["memory", "FreeableMemory", "Minimum", "LessThanThreshold", 858_993_459],
  // 80 % of 1000.
  ["connections", "DatabaseConnections", "Maximum", "GreaterThanOrEqualToThreshold", 800],
])(
  "%s rings for the busiest instance after a quarter of an hour",
  (name, metric, statistic, comparison, threshold) => {
    expect(alarmsOf().one("aws_cloudwatch_metric_alarm", `alarms_${name}_alarm`)).toMatchObject({
      alarm_name: `team-test-database-${name}`,
      namespace: "AWS/RDS",
      metric_name: metric,
      statistic,
      comparison_operator: comparison,
      threshold,
      dimensions: { DBClusterIdentifier: "team-test-db" },
      period: 60,
      evaluation_periods: 15,
      datapoints_to_alarm: 15,
      treat_missing_data: "notBreaching",
    });
  },
);

test("a fixed capacity, always in use, has no alarm of its own", () => {
  const alarms = (minCapacityAcu: number) =>
    Object.keys(alarmsOf({ minCapacityAcu }).all("aws_cloudwatch_metric_alarm"));
  expect(alarms(8)).not.toContain("alarms_capacity_alarm");
  expect(alarms(7.5)).not.toContain("alarms_capacity_alarm");
  expect(alarms(7)).toContain("alarms_capacity_alarm");
});
