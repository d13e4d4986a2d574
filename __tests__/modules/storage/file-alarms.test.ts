import { expect, test } from "vitest";
import { FileAlarms } from "../../../modules/storage";
import { synth, TEST_IDENTITY } from "../../support/synth";

const TOPIC = "arn:aws:sns:us-west-2:111122223333:alarms";

const alarms = () =>
  synth((stack) => {
    new FileAlarms(stack, "alarms", { identity: TEST_IDENTITY, fileSystemId: "fs-1", topicArn: TOPIC });
  });

test("operations and throughput have an alarm each", () => {
  expect(alarms().addresses()).toEqual([
    "aws_cloudwatch_metric_alarm.alarms_operations_alarm",
    "aws_cloudwatch_metric_alarm.alarms_throughput_alarm",
  ]);
});

test("operations ring near what a general-purpose file system can do", () => {
  expect(alarms().one("aws_cloudwatch_metric_alarm", "alarms_operations_alarm")).toMatchObject({
    alarm_name: "team-test-files-operations",
    namespace: "AWS/EFS",
    metric_name: "PercentIOLimit",
    statistic: "Average",
    dimensions: { FileSystemId: "fs-1" },
    comparison_operator: "GreaterThanOrEqualToThreshold",
    threshold: 90,
    period: 60,
    evaluation_periods: 15,
  });
});

test("throughput rings near what is permitted", () => {
  const alarm = alarms().one("aws_cloudwatch_metric_alarm", "alarms_throughput_alarm");
  expect(alarm).toMatchObject({
    alarm_name: "team-test-files-throughput",
    threshold: 80,
    comparison_operator: "GreaterThanOrEqualToThreshold",
    treat_missing_data: "notBreaching",
    alarm_actions: [TOPIC],
    ok_actions: [TOPIC],
  });
  const queries = alarm.metric_query as { id: string; return_data?: boolean; metric?: object }[];
  const query = Object.fromEntries(queries.map((entry) => [entry.id, entry]));
  expect(query.metered?.metric).toMatchObject({ metric_name: "MeteredIOBytes", stat: "Sum", period: 60 });
  expect(query.permitted?.metric).toMatchObject({ metric_name: "PermittedThroughput", stat: "Average" });
  expect(queries.filter(({ return_data }) => return_data)).toMatchObject([
    { expression: "100 * metered / PERIOD(metered) / permitted" },
  ]);
});
