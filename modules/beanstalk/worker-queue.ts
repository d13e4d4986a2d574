import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { BeanstalkWorker } from "./service-props";

/** What a worker has where nobody says otherwise. */
export const WORKER_DEFAULTS = {
  mimeType: "application/json",
  connections: 10,
  maxRetries: 10,
  retentionSeconds: 345_600,
} as const;

/** 14 days, the longest that SQS has: time to look at what failed. */
const DEAD_LETTER_RETENTION_SECONDS = 1_209_600;

export interface WorkerQueueProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  readonly worker: BeanstalkWorker;
  /** ARN of the customer's key; `undefined` stays with SQS's own. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The queue that a service of the worker tier works on, with a second one for messages that failed too often.
 *
 * Makes two `aws_sqs_queue`. Costs 0.40 USD for a million requests, and an idle daemon makes a few a minute.
 * Ours, and not the one that Elastic Beanstalk would make, so that its name and rights are known.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html
 */
export class WorkerQueue extends Construct {
  readonly url: string;
  readonly arn: string;
  readonly deadLetterArn: string;

  constructor(scope: Construct, id: string, props: WorkerQueueProps) {
    super(scope, id);
    const { worker } = props;
    const failed = this.queue("failed", props, {
      messageRetentionSeconds: DEAD_LETTER_RETENTION_SECONDS,
    });
    const queue = this.queue("queue", props, {
      visibilityTimeoutSeconds: worker.visibilityTimeoutSeconds,
      messageRetentionSeconds: worker.retentionSeconds ?? WORKER_DEFAULTS.retentionSeconds,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: failed.arn,
        maxReceiveCount: worker.maxRetries ?? WORKER_DEFAULTS.maxRetries,
      }),
    });
    this.url = queue.url;
    this.arn = queue.arn;
    this.deadLetterArn = failed.arn;
  }

  private queue(id: "queue" | "failed", props: WorkerQueueProps, own: object): SqsQueue {
    const { identity, name, kmsKeyArn } = props;
    const words = [identity.stack, name, ...(id === "failed" ? [id] : [])];
    return new SqsQueue(this, id, {
      name: resourceName(words, NAME_LIMIT.queue),
      ...(kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn }),
      ...own,
    });
  }
}
