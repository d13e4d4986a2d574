import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import type { RegisteredTask } from "../compute";
import { type Identity, policyJson } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { Alarm } from "../observability";
import { failedRunPattern } from "./failed-run-pattern";
import { failedRunsQueue } from "./failed-runs-queue";

/** 14 days, the longest that SQS has: time to look at what failed. */
const RETENTION_SECONDS = 1_209_600;

export interface FailedRunsProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  readonly task: RegisteredTask;
  readonly clusterArn: string;
  /** SNS topic that hears of every failure. */
  readonly topicArn: string;
}

/**
 * Where the failures of a scheduled task end up: starts that ECS never took, and runs that ended with an error.
 *
 * Makes `aws_sqs_queue` with its policy, `aws_cloudwatch_event_rule` with its target, and two alarms: one rings at
 * every run that failed, the other as long as something is in the queue. Costs 0.20 USD a month, for the alarms.
 *
 * The queue is encrypted with SQS's own key: what it holds are names and exit codes, and EventBridge could not write
 * to it with the customer's.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export class FailedRuns extends Construct {
  readonly queueArn: string;

  constructor(scope: Construct, id: string, props: FailedRunsProps) {
    super(scope, id);
    const queue = this.queue(props);
    const rule = this.rule(props);
    this.record(queue, rule);
    this.alarms(props, queue, rule);
    this.queueArn = queue.arn;
  }

  private queue({ identity, name }: FailedRunsProps): SqsQueue {
    return new SqsQueue(this, "queue", {
      name: failedRunsQueue(identity.stack, name),
      messageRetentionSeconds: RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
    });
  }

  private rule({ identity, name, task, clusterArn }: FailedRunsProps): CloudwatchEventRule {
    return new CloudwatchEventRule(this, "stopped", {
      name: resourceName([identity.stack, name, "failed"], NAME_LIMIT.eventRule),
      description: `A run of ${name} failed`,
      eventPattern: JSON.stringify(failedRunPattern(clusterArn, task)),
    });
  }

  private record(queue: SqsQueue, rule: CloudwatchEventRule): void {
    const policy = new SqsQueuePolicy(this, "policy", {
      queueUrl: queue.url,
      policy: policyJson([
        {
          Sid: "KeepFailedRuns",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnEquals: { "aws:SourceArn": rule.arn } },
        },
      ]),
    });
    new CloudwatchEventTarget(this, "record", {
      rule: rule.name,
      targetId: "failed",
      arn: queue.arn,
      dependsOn: [policy],
    });
  }

  private alarms(props: FailedRunsProps, queue: SqsQueue, rule: CloudwatchEventRule): void {
    const { identity, name, topicArn } = props;
    const common = { identity, topicArn, periodSeconds: 300, evaluationPeriods: 1 } as const;
    const any = { threshold: 0, comparison: ">", missingData: "notBreaching" } as const;
    new Alarm(this, "run", {
      ...common,
      ...any,
      name: [name, "run-failed"],
      description: `A run of ${name} ended with an error, or did not start. Its log tells why; it is not repeated.`,
      namespace: "AWS/Events",
      metric: "TriggeredRules",
      statistic: "Sum",
      dimensions: { RuleName: rule.name },
    });
    new Alarm(this, "kept", {
      ...common,
      ...any,
      name: [name, "failures-kept"],
      description: `The queue ${failedRunsQueue(identity.stack, name)} holds starts that were lost or runs that failed. Read them, then purge it.`,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: { QueueName: queue.name },
    });
  }
}
