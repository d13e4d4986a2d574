import type { ITerraformDependable } from "cdktf";
import type { Task } from "../compute/container";
import type { SecretKey } from "../compute/execution-statements";
import type { PublicEntranceProps } from "../edge";
import type { Identity, PolicyStatement } from "../identity";
import type { Firewall, Network } from "../network";

/** What a service needs of its application; built here by `BeanstalkApplication`. */
export interface Application {
  readonly name: string;
  /** S3 bucket that source bundles are put into. */
  readonly bundleBucket: string;
  /** Role with which Beanstalk itself works. */
  readonly serviceRoleArn: string;
  /** What must exist before an environment can be made. */
  readonly ready: readonly ITerraformDependable[];
}

/** How a new version reaches the instances. */
export type DeploymentPolicy =
  | "all-at-once"
  | "rolling"
  | "rolling-with-additional-batch"
  | "immutable"
  | "traffic-splitting";

/**
 * A deployment of a new version.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html
 */
export interface BeanstalkDeployment {
  readonly policy: DeploymentPolicy;
  /** Share of the instances in one batch; 1 to 100. */
  readonly batchPercent: number;
  /** Seconds that commands on an instance may take; 1 to 3,600. */
  readonly timeoutSeconds: number;
  /** Share of the requests that a new version gets while it is judged; 1 to 100. For traffic splitting only. */
  readonly trafficPercent: number;
  /** Minutes that a new version is judged; 3 to 600. For traffic splitting only. */
  readonly evaluationMinutes: number;
}

/** Platform updates that AWS makes by itself. */
export interface ManagedUpdates {
  /** Day and time in UTC, as in "Sun:18:00". */
  readonly start: string;
  /** `patch` takes fixes only; `minor` takes new minor versions too. */
  readonly level: "minor" | "patch";
}

/**
 * Scaling on one metric.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-triggers.html
 */
export interface BeanstalkScaling {
  /** Mean CPU of the instances in percent, or mean seconds until the application answers. */
  readonly metric: "cpu" | "latency";
  /** Above it, instances are added. Percent or seconds. */
  readonly upper: number;
  /** Below it, instances are taken away. Percent or seconds. */
  readonly lower: number;
  /** Minutes between two looks at the metric; 1 or more. */
  readonly periodMinutes: number;
  /** Instances that are added or taken away at once; 1 or more. */
  readonly step: number;
  /** Seconds after a change in which there is no other; 0 to 10,000. */
  readonly cooldownSeconds: number;
}

/** Bounds that change at set times. */
export interface ScheduledScaling {
  /** Unique in the service. */
  readonly name: string;
  /** Five fields of cron, in UTC. */
  readonly recurrence: string;
  readonly min: number;
  readonly max: number;
  /** `undefined` leaves the number of instances to the bounds and to scaling. */
  readonly desired: number | undefined;
}

/** The public side of a service of the web tier: a load balancer of its own. */
export interface BeanstalkWeb
  extends Pick<
    PublicEntranceProps,
    | "domain"
    | "hosts"
    | "zoneId"
    | "access"
    | "ipAddressType"
    | "tlsPolicy"
    | "idleTimeoutSeconds"
    | "accessLogRetentionDays"
    | "waf"
  > {
  readonly healthCheck: {
    /** Path that is asked for, over HTTP and without `X-Forwarded-Proto`. */
    readonly path: string;
    /** Status codes of a healthy instance, as in "200" or "200,301". */
    readonly successCodes: string;
    /** 5 to 300. */
    readonly intervalSeconds: number;
    /** 2 to 60; shorter than the interval. */
    readonly timeoutSeconds: number;
    /** Successes in a row; 2 to 10. */
    readonly healthyThreshold: number;
    /** Failures in a row; 2 to 10. */
    readonly unhealthyThreshold: number;
    /** Seconds that a new instance may fail before it is replaced; longer than a first start. */
    readonly gracePeriodSeconds: number;
  };
  /** Seconds that a leaving instance may still finish its requests; 0 to 3,600. */
  readonly deregistrationDelaySeconds: number;
  /** Seconds that a client stays with its instance, by a cookie; 1 to 604,800. @default - not at all */
  readonly stickinessSeconds?: number | undefined;
}

/** How a service of the worker tier gets its messages: by HTTP POST from a daemon on the instance. */
export interface BeanstalkWorker {
  /** Path that messages are posted to, as in "/". */
  readonly httpPath: string;
  /** Content type of the posts. @default "application/json" */
  readonly mimeType?: string;
  /** Messages that an instance works on at once; 1 to 100. @default 10 */
  readonly connections?: number;
  /** Seconds that the application may take for a message; 1 to 36,000. @default the visibility timeout less 10 */
  readonly inactivityTimeoutSeconds?: number;
  /** Seconds after which a message that was not finished is given out again; 0 to 43,200. */
  readonly visibilityTimeoutSeconds: number;
  /** Times that a message is tried before it goes to the dead-letter queue; 1 to 100. @default 10 */
  readonly maxRetries?: number;
  /** Seconds that a message is kept; 60 to 1,209,600. @default 345600 (4 days) */
  readonly retentionSeconds?: number;
}

export interface BeanstalkServiceProps {
  readonly identity: Identity;
  /** Name of the service, unique in the environment. */
  readonly name: string;
  readonly application: Application;
  readonly network: Network;
  /** Where the instances stand. `public` gives each a public IPv4 address. */
  readonly placement: "private" | "public";
  /** Security group of the instances, named after the service. */
  readonly firewall: Firewall;
  /** The containers of every instance, sidecars included; the first takes port 80 of the instance. */
  readonly task: Task;
  /**
   * The same containers in the words of the team file, not escaped for Terraform, and with everything but
   * values of variables, ids of volumes and ARNs of secrets known: they are packed into a file.
   */
  readonly bundleTask: Task;
  /** Whether a pipeline deploys new versions; Terraform then only deploys the first one. @default false */
  readonly imageIsOwnedElsewhere?: boolean;
  readonly architecture: "x86_64" | "arm64";
  /** Complete name of a solution stack, as in "64bit Amazon Linux 2023 v4.0.9 running ECS". */
  readonly platform: string;
  /** In order of preference. */
  readonly instanceTypes: readonly string[];
  readonly instances: { readonly min: number; readonly max: number };
  readonly deployment: BeanstalkDeployment;
  /** `undefined` leaves platform updates to whoever changes `platform`. */
  readonly managedUpdates: ManagedUpdates | undefined;
  /** `undefined` never scales on a metric. */
  readonly scaling: BeanstalkScaling | undefined;
  readonly schedules: readonly ScheduledScaling[];
  /** Images that take the place of one of the task's by and by. @default - none */
  readonly laterImages?: readonly string[];
  /** ARN of the log group of the containers, without `:*`. */
  readonly logGroupArn: string;
  /** Days that streamed logs of the platform are kept; one of the periods that CloudWatch Logs has. */
  readonly logRetentionDays: number;
  /** Senders of mail through SES; empty: none is sent. */
  readonly mailSenders: readonly string[];
  /** ARN of the customer's key; `undefined` stays with AWS's own keys. */
  readonly kmsKeyArn: string | undefined;
  /** Other keys that secrets of the task are encrypted with. @default - none */
  readonly secretKeys?: readonly SecretKey[];
  /** What the code in the containers may do besides. @default - nothing */
  readonly permissions?: readonly PolicyStatement[];
  /** Makes the service one of the web tier. Exactly one of `web` and `worker` is given. */
  readonly web: BeanstalkWeb | undefined;
  /** Makes the service one of the worker tier. */
  readonly worker: BeanstalkWorker | undefined;
  /** Whether there must never be two instances: bounds of 1, and no update that overlaps. */
  readonly singleton: boolean;
  /** What must exist before an instance starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}
