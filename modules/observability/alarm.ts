import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";

/** How a value is compared with a threshold, and CloudWatch's name for it. */
export const COMPARISON = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const;

/** A sign of `COMPARISON`. */
export type Comparison = keyof typeof COMPARISON;

/** What an alarm makes of periods without a value. */
export type MissingData = "notBreaching" | "breaching" | "ignore" | "missing";

/** CloudWatch's plain statistics. */
export type PlainStatistic = "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum";

/** A plain statistic, or a percentile such as `p95` or `p99.9`. */
export type Statistic = PlainStatistic | `p${number}`;

export interface AlarmProps {
  readonly identity: Identity;
  /** Words after the stack's name in the alarm's name. */
  readonly name: readonly string[];
  /** What is wrong when it rings and where to look; the text of the notification. */
  readonly description: string;
  /** Such as `AWS/RDS`. */
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: Statistic;
  readonly dimensions: Readonly<Record<string, string>>;
  /** 10, 30, or a multiple of 60. */
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  /** Periods, of those evaluated, that must breach. @default - all of them */
  readonly datapointsToAlarm?: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missingData: MissingData;
  /** SNS topic that hears of both the alarm and its end. */
  readonly topicArn: string;
}

/**
 * A CloudWatch alarm on one metric, which notifies one topic when it rings and when it stops.
 *
 * Makes `aws_cloudwatch_metric_alarm`; about 0.10 USD a month. It does nothing but notify.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export class Alarm extends Construct {
  readonly arn: string;
  readonly alarmName: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    this.alarmName = resourceName([props.identity.stack, ...props.name], NAME_LIMIT.alarm);
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: this.alarmName,
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metric,
      ...statisticArguments(props.statistic),
      dimensions: { ...props.dimensions },
      period: props.periodSeconds,
      evaluationPeriods: props.evaluationPeriods,
      datapointsToAlarm: props.datapointsToAlarm ?? props.evaluationPeriods,
      threshold: props.threshold,
      comparisonOperator: COMPARISON[props.comparison],
      treatMissingData: props.missingData,
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    });
    this.arn = alarm.arn;
  }
}

/** CloudWatch keeps percentiles apart from its plain statistics. */
function statisticArguments(statistic: Statistic) {
  return statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic };
}
