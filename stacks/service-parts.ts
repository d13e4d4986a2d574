import type { Construct } from "constructs";
import type { Environment, Service } from "../config/environment";
import type { BeanstalkApplication } from "../modules/beanstalk";
import type { FargateCluster, Task } from "../modules/compute";
import type { Database, RedeployTarget } from "../modules/database";
import type { Entrance } from "../modules/edge";
import type { Identity } from "../modules/identity";
import type { Firewall, Vpc } from "../modules/network";
import type { ServiceLogGroup } from "../modules/observability";
import type { SharedFiles } from "../modules/storage";

/** Seconds that a task or instance which leaves may still finish its requests. */
export const DEREGISTRATION_DELAY_SECONDS = 30;

/** What the services of an environment share. */
export interface SharedParts {
  readonly environment: Environment;
  /** The environment before its text was escaped for Terraform, for files that Terraform does not read. */
  readonly written: Environment;
  readonly identity: Identity;
  readonly keyArn: string | undefined;
  readonly topicArn: string;
  readonly network: Vpc;
  /** Where services on Fargate run. */
  readonly cluster: FargateCluster | undefined;
  /** What services on Beanstalk belong to. */
  readonly application: BeanstalkApplication | undefined;
  /** The load balancer of all services on Fargate. */
  readonly entrance: Entrance | undefined;
  readonly database: Database | undefined;
  readonly files: SharedFiles | undefined;
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

/** A service that runs. */
export interface RunningService {
  /** Role that mounts the service's directories. */
  readonly filesRoleArn: string;
  /** How running containers get a new database password. */
  readonly redeploy: RedeployTarget;
}

/** Runs a service: what it makes is below `scope`. */
export type Run = (scope: Construct, parts: ServiceParts) => RunningService;
