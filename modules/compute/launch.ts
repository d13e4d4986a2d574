import type { ITerraformDependable } from "cdktf";

/*
 * What a service, a one-off task and a scheduled task have in common, on Fargate and on instances: a registered
 * task and the place where it is started.
 */

/** A registered task definition. */
export interface RegisteredTask {
  readonly family: string;
  /** ARN of the revision that Terraform registered. */
  readonly arn: string;
  /** ARN without revision: always the newest one of the family, whoever registered it. */
  readonly familyArn: string;
  /** Name of the service's own container, which overrides and load balancers name. */
  readonly containerName: string;
  /** What stands in the definition, as the input of RegisterTaskDefinition, with `image` for the container's own. */
  registration(image: string): string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
}

/** Share of a capacity provider in the tasks of a service. */
export interface CapacityShare {
  readonly provider: string;
  /** Tasks that are placed there before any weight counts. @default 0 */
  readonly base?: number;
  /** Share of the tasks above the base. */
  readonly weight: number;
}

/** Where tasks are started. */
export interface Launch {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly capacity: readonly CapacityShare[];
  /** Fargate's platform version; undefined on instances. */
  readonly platformVersion: string | undefined;
  /** Network interface of each task; undefined where tasks share that of their instance. */
  readonly network:
    | {
        readonly subnets: readonly string[];
        readonly securityGroups: readonly string[];
        readonly assignPublicIp: boolean;
      }
    | undefined;
  /** How tasks are spread over instances; empty on Fargate. */
  readonly placement: readonly { readonly type: "spread" | "binpack"; readonly field: string }[];
  /** Type of the target groups that lead to such tasks. */
  readonly targetType: "ip" | "instance";
  /** Ports of an instance that lead to tasks. @default - a task answers on its own port */
  readonly hostPorts?: { readonly first: number; readonly last: number };
  /** What must exist before a task can start, and outlive it. */
  readonly ready: readonly ITerraformDependable[];
}
