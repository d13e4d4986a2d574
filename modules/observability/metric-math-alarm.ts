import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { COMPARISON, type Comparison, type MissingData, type Statistic } from "./alarm";

/** A metric that an expression names. */
export interface MathMetric {
  /** Such as `AWS/ApplicationELB`. */
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: Statistic;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface MetricMathAlarmProps {
  readonly identity: Identity;
  /** Words after the stack's name in the alarm's name. */
  readonly name: readonly string[];
  /** What is wrong when it rings and where to look; the text of the notification. */
  readonly description: string;
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
  readonly expression: string;
  /** What the expression's value is, for the graph. */
  readonly label: string;
  /** Metrics by the name that the expression gives them: a small letter first. */
  readonly metrics: Readonly<Record<string, MathMetric>>;
  /** 10, 30, or a multiple of 60. */
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missingData: MissingData;
  /** SNS topic that hears of both the alarm and its end. */
  readonly topicArn: string;
}

/**
 * A CloudWatch alarm on an expression over several metrics, which notifies one topic.
 *
 * Makes `aws_cloudwatch_metric_alarm`; about 0.10 USD a month for every metric in the expression.
 */
export class MetricMathAlarm extends Construct {
  readonly arn: string;
  readonly alarmName: string;
  /** What must exist before anything else names the alarm. */
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: MetricMathAlarmProps) {
    super(scope, id);
    this.alarmName = resourceName([props.identity.stack, ...props.name], NAME_LIMIT.alarm);
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: this.alarmName,
      alarmDescription: props.description,
      metricQuery: metricQueries(props),
      evaluationPeriods: props.evaluationPeriods,
      datapointsToAlarm: props.evaluationPeriods,
      threshold: props.threshold,
      comparisonOperator: COMPARISON[props.comparison],
      treatMissingData: props.missingData,
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    });
    this.arn = alarm.arn;
    this.resource = alarm;
  }
}

function metricQueries(props: MetricMathAlarmProps): CloudwatchMetricAlarmMetricQuery[] {
  const metrics = Object.entries(props.metrics).map(([id, metric]) => ({
    id,
    metric: {
      namespace: metric.namespace,
      metricName: metric.metric,
      stat: metric.statistic,
      dimensions: { ...metric.dimensions },
      period: props.periodSeconds,
    },
  }));
  return [{ id: "value", expression: props.expression, label: props.label, returnData: true }, ...metrics];
}
