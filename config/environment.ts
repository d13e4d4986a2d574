import type { DEPLOYMENT_POLICIES } from "./spec/beanstalk";
import type { EnvironmentClass } from "./spec/environment";
import type { RUNTIMES } from "./spec/service";

/**
 * An environment with nothing left to decide: every default and every inherited key is in it, and no
 * optional member means "default". Strings are as written; `literal()` escapes them for Terraform.
 */
export interface Environment {
  readonly team: string;
  readonly name: string;
  /** `<team>-<environment>`: name of the Terraform stack and prefix of AWS names. */
  readonly stack: string;
  readonly class: EnvironmentClass;
  readonly owners: readonly string[];
  readonly account: string;
  readonly region: string;
  readonly protect: boolean;
  readonly encryption: "aws-managed" | "customer-managed";
  readonly iam: { readonly path: string; readonly permissionsBoundary: string | undefined };
  readonly state: State;
  readonly tags: Readonly<Record<string, string>>;
  readonly network: NetworkPlan;
  readonly ingress: Ingress | undefined;
  readonly database: Database | undefined;
  readonly files: Files | undefined;
  readonly datadog: Datadog | undefined;
  readonly notifications: { readonly emails: readonly string[] };
  /** Sorted by name. */
  readonly services: readonly Service[];
}

/** Where Terraform keeps the state of a stack. */
export type State =
  | { readonly backend: "local" }
  | {
      readonly backend: "s3";
      readonly bucket: string;
      readonly region: string;
      readonly prefix: string;
      readonly kmsKey: string | undefined;
    }
  | {
      readonly backend: "cloud";
      readonly organization: string;
      readonly hostname: string;
      readonly project: string | undefined;
    };

/** The dual-stack VPC. */
export interface NetworkPlan {
  readonly ipv4Cidr: string;
  readonly availabilityZones: readonly string[];
  readonly nat: "none" | "single" | "per-az";
  readonly placement: "private" | "public";
  readonly endpoints: "none" | "fargate";
  readonly flowLogRetentionDays: number | undefined;
  /** Stacks whose networks this one is connected with elsewhere; nothing is made of it. */
  readonly peers: readonly string[];
}

/** The public entrance: load balancer, certificate, DNS and WAF. */
export interface Ingress {
  readonly domain: string;
  readonly zone: { readonly name: string; readonly id: string };
  readonly access:
    | { readonly kind: "public" }
    | { readonly kind: "allow"; readonly ipv4: readonly string[]; readonly ipv6: readonly string[] };
  readonly ipAddressType: "dualstack" | "ipv4";
  readonly tlsPolicy: string;
  readonly idleTimeoutSeconds: number;
  readonly accessLogRetentionDays: number | undefined;
  readonly waf: {
    readonly rateLimit: { readonly requests: number; readonly windowSeconds: number };
    readonly managedRules: "block" | "count";
    readonly logRetentionDays: number;
  };
}

/** Aurora MySQL Serverless v2. */
export interface Database {
  readonly engine: "aurora-mysql";
  readonly version: string;
  readonly minCapacityAcu: number;
  readonly maxCapacityAcu: number;
  /** Only set when `minCapacityAcu` is 0. */
  readonly autoPauseSeconds: number | undefined;
  readonly instances: number;
  readonly databaseName: string;
  /** Name or ARN of the cluster snapshot that a new cluster starts from. */
  readonly snapshot: string | undefined;
  readonly backupRetentionDays: number;
  readonly passwordRotationDays: number;
  readonly insights: "standard" | "advanced";
  readonly maintenanceWindow: string;
  readonly logRetentionDays: number;
  readonly backupWindow: string;
}

/** The shared file system. */
export interface Files {
  readonly infrequentAccessAfterDays: number | "never";
  readonly backup: boolean;
}

/** Datadog beside every service. */
export interface Datadog {
  readonly site: string;
  readonly apiKey: SecretRef;
  readonly apm: boolean;
  readonly logs: boolean;
  readonly agent: { readonly image: string; readonly cpu: number; readonly memoryMiB: number };
  readonly logRouter: {
    readonly image: string;
    readonly cpu: number;
    readonly memoryMiB: number;
    readonly required: boolean;
  };
}

/** A secret in Secrets Manager (with JSON key and version stage) or an SSM parameter. */
export interface SecretRef {
  readonly arn: string;
  readonly key: string | undefined;
  readonly versionStage: string | undefined;
}

/** The value of a variable: text, or something only known once AWS made it. */
export type Value = { readonly text: string } | { readonly from: Reference };
/** What the environment itself knows and a variable can be filled with. */
export type Reference =
  | "service.url"
  | "service.host"
  | "database.host"
  | "database.readerHost"
  | "database.port"
  | "database.name";
/** A secret somewhere else, or one of the environment itself. */
export type SecretValue = SecretRef | { readonly from: "database.username" | "database.password" };

/** What the service's own container and its sidecars have in common. */
export interface ContainerPlan {
  readonly image: string;
  readonly command: readonly string[] | undefined;
  readonly entryPoint: readonly string[] | undefined;
  readonly user: string | undefined;
  readonly environment: Readonly<Record<string, Value>>;
  readonly secrets: Readonly<Record<string, SecretValue>>;
  readonly healthCheck: ContainerHealthCheck | undefined;
  readonly stopTimeoutSeconds: number;
  readonly readonlyRootFilesystem: boolean;
  /** Containers of the same task that are reached by name. */
  readonly links: readonly string[];
}

/** Health check inside a container. */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

/** A further container in the task of a service. */
export interface Sidecar extends ContainerPlan {
  readonly name: string;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly essential: boolean;
  /** TCP port that it publishes. */
  readonly port: number | undefined;
}

/** A directory of the file system, with an access point and an owner of its own. */
export interface Mount {
  readonly name: string;
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  readonly readOnly: boolean;
}

/** Where the containers of a service run. */
export type Runtime = (typeof RUNTIMES)[number];

/** A service: the own container, how it is reached and how it is run. */
export interface Service extends ContainerPlan {
  readonly name: string;
  readonly preset: "ghost" | undefined;
  readonly runtime: Runtime;
  /** Of the whole task. */
  readonly cpu: number;
  /** Of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
  readonly platformVersion: string;
  readonly desiredCount: number;
  readonly singleton: boolean;
  readonly web: Web | undefined;
  /** What Beanstalk needs besides; set exactly when `runtime` is `beanstalk`. */
  readonly beanstalk: Beanstalk | undefined;
  /** Sorted by name. */
  readonly mounts: readonly Mount[];
  /** Sorted by name. */
  readonly sidecars: readonly Sidecar[];
  readonly deployment: { readonly minimumHealthyPercent: number; readonly maximumPercent: number };
  readonly exec: boolean;
  readonly egressPorts: readonly number[];
  /** Senders of mail through SES; empty when the service sends none that way. */
  readonly mailSenders: readonly string[];
  readonly logRetentionDays: number;
  readonly alarms: {
    readonly errorPercent: number;
    readonly latencySeconds: number;
    readonly cpuPercent: number;
    readonly memoryPercent: number;
  };
}

/** How a service is reached through the load balancer. */
export interface Web {
  readonly port: number;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly healthCheck: {
    readonly path: string;
    readonly successCodes: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    readonly gracePeriodSeconds: number;
  };
}

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
