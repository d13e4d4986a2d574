import type { BeanstalkWorker } from "./service-props";
import type { Options } from "./settings";
import { WORKER_DEFAULTS } from "./worker-queue";

/** Seconds between the application's time for a message and the moment it is given out again. */
const MARGIN_SECONDS = 10;

/**
 * The daemon of the worker tier, which reads the queue and posts each message to the application.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elasticbeanstalksqsd
 */
export function workerOptions(worker: BeanstalkWorker, queueUrl: string): Options {
  const { visibilityTimeoutSeconds } = worker;
  return {
    "aws:elasticbeanstalk:sqsd": {
      HttpConnections: worker.connections ?? WORKER_DEFAULTS.connections,
      HttpPath: worker.httpPath,
      // A message must not be given out again while the application still works on it.
      InactivityTimeout:
        worker.inactivityTimeoutSeconds ?? Math.max(1, visibilityTimeoutSeconds - MARGIN_SECONDS),
      MaxRetries: worker.maxRetries ?? WORKER_DEFAULTS.maxRetries,
      MimeType: worker.mimeType ?? WORKER_DEFAULTS.mimeType,
      RetentionPeriod: worker.retentionSeconds ?? WORKER_DEFAULTS.retentionSeconds,
      VisibilityTimeout: visibilityTimeoutSeconds,
      WorkerQueueURL: queueUrl,
    },
  };
}
