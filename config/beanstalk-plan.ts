import type { DEPLOYMENT_POLICIES } from "./spec/beanstalk";

/** What a service on Elastic Beanstalk has besides. */
export interface Beanstalk {
  readonly platform: string;
  readonly instanceTypes: readonly string[];
  readonly instances: { readonly min: number; readonly max: number };
  readonly deployment: {
    readonly policy: (typeof DEPLOYMENT_POLICIES)[number];
    readonly batchPercent: number;
    readonly timeoutSeconds: number;
    readonly trafficPercent: number;
    readonly evaluationMinutes: number;
  };
  readonly managedUpdates: { readonly start: string; readonly level: "minor" | "patch" } | undefined;
  readonly scaling:
    | {
        readonly metric: "cpu" | "latency";
        readonly upper: number;
        readonly lower: number;
        readonly periodMinutes: number;
        readonly step: number;
        readonly cooldownSeconds: number;
      }
    | undefined;
  /** Sorted by name. */
  readonly schedules: readonly BeanstalkSchedule[];
  /** Set exactly for the worker tier. */
  readonly worker: BeanstalkWorker | undefined;
}

/** Bounds of the number of instances from a recurring time on. */
export interface BeanstalkSchedule {
  readonly name: string;
  /** Five fields of cron, in UTC. */
  readonly recurrence: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number | undefined;
}

/** A worker's queue, and where its messages go. */
export interface BeanstalkWorker {
  /** TCP port of the service's own container; undefined when nothing in it takes messages. */
  readonly port: number | undefined;
  readonly httpPath: string;
  readonly visibilityTimeoutSeconds: number;
  readonly connections: number;
  readonly maxRetries: number;
  readonly retentionSeconds: number;
}
