import type { Beanstalk } from "./beanstalk-plan";
import type { ClusterPlan } from "./cluster-plan";
import type { ContainerPlan, SecretRef, Sidecar } from "./container-plan";
import type { ImageRepositoryPlan, PipelinePlan } from "./delivery-plan";
import type { DeployPlan, ReleaseOwner } from "./deploy-plan";
import type { Kind, Schedule } from "./kind-plan";
import type { DeliveryPlan } from "./rollout-plan";
import type { Scaling, Spot } from "./scaling-plan";
import type { PRICE_CLASSES } from "./spec/assets";
import type { EnvironmentClass } from "./spec/environment";
import type { RUNTIMES } from "./spec/service";
import type { Web } from "./web-plan";

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
  /** Whether the account's platform stack lets AWS write the logs of web ACLs. */
  readonly sharedWafLogPolicy: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly network: NetworkPlan;
  readonly ingress: Ingress | undefined;
  readonly database: Database | undefined;
  readonly files: Files | undefined;
  readonly assets: AssetsPlan | undefined;
  readonly datadog: Datadog | undefined;
  readonly notifications: { readonly emails: readonly string[] };
  /** What all pipelines have in common. */
  readonly delivery: DeliveryPlan;
  readonly cluster: ClusterPlan;
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
  /** Users apart from the master, sorted by name. */
  readonly users: readonly DatabaseUser[];
  readonly insights: "standard" | "advanced";
  readonly maintenanceWindow: string;
  readonly logRetentionDays: number;
  readonly backupWindow: string;
}

/** A user of the database apart from its master. */
export interface DatabaseUser {
  readonly name: string;
  readonly rights: "data" | "schema";
  readonly rotationDays: number;
}

/** The shared file system. */
export interface Files {
  readonly infrequentAccessAfterDays: number | "never";
  readonly backup: boolean;
}

/** Precompiled assets: a bucket with CloudFront in front. */
export interface AssetsPlan {
  /** Host name in the zone of the entrance; undefined is a name of CloudFront's own. */
  readonly domain: string | undefined;
  readonly priceClass: (typeof PRICE_CLASSES)[number];
  readonly keepVersionsDays: number;
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

/** A directory of the file system, with an access point and an owner of its own. */
export interface Mount {
  readonly name: string;
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  readonly readOnly: boolean;
}

/** Files from S3, in a directory of the service's own container. */
export interface S3Files {
  readonly path: string;
  /** Sorted by the name of the file. */
  readonly objects: readonly { readonly file: string; readonly arn: string }[];
  /** ARN of the customer's key that they are encrypted with. */
  readonly kmsKey: string | undefined;
  readonly image: string;
}

/** Actions on resources, in IAM's words. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Where the containers of a service run. */
export type Runtime = (typeof RUNTIMES)[number];

/** A service: the own container, how it is reached and how it is run. */
export interface Service extends ContainerPlan {
  readonly name: string;
  readonly preset: "ghost" | undefined;
  /** Repository that the environment makes for its images. */
  readonly repository: ImageRepositoryPlan | undefined;
  /** How a push becomes running containers. */
  readonly pipeline: PipelinePlan | undefined;
  readonly kind: Kind;
  /** Set exactly for the kind `schedule`. */
  readonly schedule: Schedule | undefined;
  readonly runtime: Runtime;
  /** Of the whole task. */
  readonly cpu: number;
  /** Of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
  readonly platformVersion: string;
  /** Disk of a task on Fargate; undefined is the free one. */
  readonly ephemeralStorageGiB: number | undefined;
  /** Of what keeps running; 0 for what is only started. */
  readonly desiredCount: number;
  readonly singleton: boolean;
  /** How the number of tasks changes by itself; undefined on Beanstalk. */
  readonly scaling: Scaling | undefined;
  /** Tasks on Fargate Spot; undefined where none are. */
  readonly spot: Spot | undefined;
  readonly web: Web | undefined;
  /** Internal services that it may call; sorted by name. */
  readonly calls: readonly string[];
  /** What Beanstalk needs besides; set exactly when `runtime` is `beanstalk`. */
  readonly beanstalk: Beanstalk | undefined;
  /** Sorted by name. */
  readonly mounts: readonly Mount[];
  /** Files that are fetched before the task starts. */
  readonly s3Files: S3Files | undefined;
  /** What the code may do in AWS. */
  readonly permissions: readonly Permission[];
  /** Whether the code may upload to the bucket of the assets. */
  readonly uploadsAssets: boolean;
  /** Sorted by name. */
  readonly sidecars: readonly Sidecar[];
  readonly deployment: { readonly minimumHealthyPercent: number; readonly maximumPercent: number };
  /** Who changes the image once the service is there. */
  readonly release: { readonly owner: ReleaseOwner };
  /** How a new version replaces the old one; of ECS only. */
  readonly deploy: DeployPlan;
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
