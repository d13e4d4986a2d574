import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Alarm, MetricMathAlarm } from "../observability";

const NAMESPACE = "AWS/EFS";
const PERIOD_SECONDS = 60;
/** Minutes that a limit must be near before anybody is called. */
const MINUTES = 15;
const IO_PERCENT = 90;
const THROUGHPUT_PERCENT = 80;

export interface FileAlarmsProps {
  readonly identity: Identity;
  readonly fileSystemId: string;
  /** SNS topic that hears of the alarms. */
  readonly topicArn: string;
}

/**
 * Alarms on a general-purpose, elastic file system that nears one of its two limits: operations per second
 * and throughput. Space has no limit, and burst credits are another throughput mode's.
 *
 * Makes two `aws_cloudwatch_metric_alarm`; about 0.30 USD a month, as the second reads two metrics.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
 * @see https://docs.aws.amazon.com/efs/latest/ug/monitoring-metric-math.html
 */
export class FileAlarms extends Construct {
  constructor(scope: Construct, id: string, props: FileAlarmsProps) {
    super(scope, id);
    this.operations(props);
    this.throughput(props);
  }

  private operations({ identity, fileSystemId, topicArn }: FileAlarmsProps): void {
    new Alarm(this, "operations", {
      identity,
      name: ["files", "operations"],
      description: `The file system runs at ${IO_PERCENT} % or more of the operations it can do: find what opens and lists so many files.`,
      namespace: NAMESPACE,
      metric: "PercentIOLimit",
      statistic: "Average",
      dimensions: { FileSystemId: fileSystemId },
      periodSeconds: PERIOD_SECONDS,
      evaluationPeriods: MINUTES,
      threshold: IO_PERCENT,
      comparison: ">=",
      // A file system that nobody mounts sends nothing.
      missingData: "notBreaching",
      topicArn,
    });
  }

  private throughput({ identity, fileSystemId, topicArn }: FileAlarmsProps): void {
    const source = { namespace: NAMESPACE, dimensions: { FileSystemId: fileSystemId } };
    new MetricMathAlarm(this, "throughput", {
      identity,
      name: ["files", "throughput"],
      description: `The file system moves ${THROUGHPUT_PERCENT} % or more of the bytes it can: find what reads or writes so much; each byte is billed.`,
      expression: "100 * metered / PERIOD(metered) / permitted",
      label: "Permitted throughput in use",
      metrics: {
        metered: { ...source, metric: "MeteredIOBytes", statistic: "Sum" },
        permitted: { ...source, metric: "PermittedThroughput", statistic: "Average" },
      },
      periodSeconds: PERIOD_SECONDS,
      evaluationPeriods: MINUTES,
      threshold: THROUGHPUT_PERCENT,
      comparison: ">=",
      missingData: "notBreaching",
      topicArn,
    });
  }
}
