import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment, Service } from "../config/environment";
import type { Assets } from "../modules/assets";
import type { BeanstalkApplication } from "../modules/beanstalk";
import type { FargateCluster, Launch, RegisteredTask, Task } from "../modules/compute";
import type { Database, RedeployTarget } from "../modules/database";
import type { BeanstalkDeployable, Deployable } from "../modules/delivery";
import type { Entrance } from "../modules/edge";
import type { Identity } from "../modules/identity";
import type { Firewall, Vpc } from "../modules/network";
import type { ServiceLogGroup } from "../modules/observability";
import type { SharedFiles } from "../modules/storage";

/** What the services of an environment share. */
export interface SharedParts {
  readonly environment: Environment;
  /** The environment before its text was escaped for Terraform, for files that Terraform does not read. */
  readonly written: Environment;
  readonly identity: Identity;
  readonly keyArn: string | undefined;
  readonly topicArn: string;
  readonly network: Vpc;
  /** Where services on Fargate and on instances run. */
  readonly cluster: FargateCluster | undefined;
  /** What services on Beanstalk belong to. */
  readonly application: BeanstalkApplication | undefined;
  /** The load balancer of all public services but those on Beanstalk. */
  readonly entrance: Entrance | undefined;
  /** The load balancer of all internal services. */
  readonly internalEntrance: Entrance | undefined;
  readonly database: Database | undefined;
  readonly files: SharedFiles | undefined;
  readonly assets: Assets | undefined;
  /** Secrets of the database's users, by name. */
  readonly databaseUsers: Readonly<Record<string, string>>;
}

/** What belongs to one service, wherever it runs. */
export interface ServiceParts {
  readonly service: Service;
  readonly shared: SharedParts;
  readonly firewall: Firewall;
  readonly logs: ServiceLogGroup;
  readonly task: Task;
  /** The task as written: its text is not escaped for Terraform. */
  readonly writtenTask: Task;
}

/** A task that is only started. */
export interface Startable {
  readonly task: RegisteredTask;
  readonly launch: Launch;
  /** What must exist before it can be. */
  readonly ready: readonly ITerraformDependable[];
}

/** A service that runs. */
export interface RunningService {
  /** Role that mounts the service's directories. */
  readonly filesRoleArn: string;
  /** How running containers get a new database password; undefined where nothing keeps running. */
  readonly redeploy: RedeployTarget | undefined;
  /** What a pipeline deploys new images to; undefined where ECS keeps nothing running. */
  readonly deployable: Deployable | BeanstalkDeployable | undefined;
  /** What a pipeline can run with its image; undefined where something keeps running. */
  readonly startable: Startable | undefined;
  /** What must exist before a new version can be deployed to it. */
  readonly ready: readonly ITerraformDependable[];
}

/** Runs a service: what it makes is below `scope`. */
export type Run = (scope: Construct, parts: ServiceParts) => RunningService;
