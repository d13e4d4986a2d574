import {
  EcsService,
  type EcsServiceConfig,
  type EcsServiceLoadBalancer,
} from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { resourceName } from "../naming";
import type { Firewall, Network } from "../network";
import type { FargateCluster } from "./cluster";
import type { Task, Volume } from "./container";
import { fargateContainerDefinitions } from "./fargate-containers";
import { fargateTaskProblems } from "./fargate-task-problems";
import type { TaskRoleArns } from "./task-roles";
import { withExec } from "./with-exec";

/** Longest family of task definitions. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
const FAMILY_LIMIT = 255;

/** How a service hangs on a load balancer. */
export interface FargateWeb {
  /** Target group of type `ip`. */
  readonly targetGroupArn: string;
  readonly containerName: string;
  readonly port: number;
  /** Seconds after a task's start in which failed health checks do not count. */
  readonly gracePeriodSeconds: number;
}

export interface FargateServiceProps {
  readonly identity: Identity;
  /** Name of the service, unique in the cluster. */
  readonly name: string;
  readonly cluster: FargateCluster;
  readonly network: Network;
  /** Whether tasks are in private subnets, or in public ones with public addresses. */
  readonly placement: "private" | "public";
  readonly firewall: Firewall;
  readonly roles: TaskRoleArns;
  /** The task as it will run, sidecars included. */
  readonly task: Task;
  /** CPU units of the whole task. */
  readonly cpu: number;
  /** Memory of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
  readonly platformVersion: string;
  readonly desiredCount: number;
  readonly deployment: {
    /** 0 to 100; below `maximumPercent`. */
    readonly minimumHealthyPercent: number;
    /** 100 to 400. */
    readonly maximumPercent: number;
  };
  /** Names of alarms that roll a deployment back when they ring during it. */
  readonly rollbackAlarms: readonly string[];
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** @default - the service gets no traffic from a load balancer */
  readonly web?: FargateWeb;
  /** What must exist before the first task: listener rules, mount targets, secrets, alarms. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * One service on Fargate: a task definition and the service that keeps `desiredCount` tasks of it running.
 *
 * Makes `aws_ecs_task_definition` and `aws_ecs_service`. Costs what its tasks cost: one of 1 vCPU and 2 GiB is
 * about 36 USD a month in us-east-1, and a fifth less on arm64. Deliberately leaves out autoscaling and
 * CODE_DEPLOY; does not wait until the deployment is done, so that an apply never hangs on an application: a
 * deployment that fails is rolled back by ECS, and alarms tell.
 *
 * @throws Error when ECS would refuse the task or the deployment; with every reason.
 */
export class FargateService extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly taskDefinitionArn: string;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    refuse(props);
    const definition = this.taskDefinition(props);
    const service = this.service(props, definition);
    this.taskDefinitionArn = definition.arn;
    this.arn = service.id;
    this.name = props.name;
  }

  private taskDefinition(props: FargateServiceProps): EcsTaskDefinition {
    const task = props.exec ? withExec(props.task) : props.task;
    return new EcsTaskDefinition(this, "task", {
      family: resourceName([props.identity.stack, props.name], FAMILY_LIMIT),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(props.cpu),
      memory: String(props.memoryMiB),
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: props.architecture.toUpperCase(),
      },
      executionRoleArn: props.roles.executionRoleArn,
      taskRoleArn: props.roles.taskRoleArn,
      containerDefinitions: fargateContainerDefinitions(task),
      volume: task.volumes.map(volumeArguments),
      // A rollback needs the revision before to be active. Revisions cost nothing.
      skipDestroy: true,
    });
  }

  private service(props: FargateServiceProps, definition: EcsTaskDefinition): EcsService {
    return new EcsService(this, "service", {
      name: props.name,
      cluster: props.cluster.arn,
      taskDefinition: definition.arn,
      desiredCount: props.desiredCount,
      // Not a launch type: to go from one to a strategy (Spot) later would replace the service.
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      platformVersion: props.platformVersion,
      ...deploymentArguments(props),
      ...networkArguments(props),
      ...webArguments(props.web),
      enableExecuteCommand: props.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      dependsOn: [
        ...props.cluster.capacity,
        ...props.network.egress,
        ...props.roles.grants,
        ...props.dependsOn,
      ],
    });
  }
}

function refuse(props: FargateServiceProps): void {
  const { minimumHealthyPercent, maximumPercent } = props.deployment;
  const problems = [
    ...fargateTaskProblems(props.task, props),
    ...(minimumHealthyPercent < maximumPercent
      ? []
      : [`A deployment of ${minimumHealthyPercent}/${maximumPercent} % can neither stop nor start a task.`]),
    ...(props.exec && props.task.containers[0]?.readonlyRootFilesystem
      ? ["ECS Exec needs a writable root file system."]
      : []),
  ];
  if (problems.length > 0) throw new Error(`The service ${props.name} cannot run:\n${problems.join("\n")}`);
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html */
function volumeArguments(volume: Volume): EcsTaskDefinitionVolume {
  if (volume.kind !== "files") return { name: volume.name };
  return {
    name: volume.name,
    efsVolumeConfiguration: {
      fileSystemId: volume.fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: volume.accessPointId, iam: "ENABLED" },
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html */
function deploymentArguments({ deployment, rollbackAlarms }: FargateServiceProps): Partial<EcsServiceConfig> {
  return {
    deploymentMinimumHealthyPercent: deployment.minimumHealthyPercent,
    deploymentMaximumPercent: deployment.maximumPercent,
    // To move a task to another zone ECS starts one more than wanted; at 100 % it refuses to be asked.
    availabilityZoneRebalancing: deployment.maximumPercent > 100 ? "ENABLED" : "DISABLED",
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms:
      rollbackAlarms.length === 0
        ? undefined
        : { enable: true, rollback: true, alarmNames: [...rollbackAlarms].sort() },
  };
}

function networkArguments({ network, placement, firewall }: FargateServiceProps): Partial<EcsServiceConfig> {
  const subnets = placement === "public" ? network.publicSubnets : network.privateSubnets;
  return {
    networkConfiguration: {
      subnets: Object.values(subnets),
      securityGroups: [firewall.groupId],
      assignPublicIp: placement === "public",
    },
  };
}

function webArguments(web: FargateWeb | undefined): Partial<EcsServiceConfig> {
  if (web === undefined) return {};
  const loadBalancer: EcsServiceLoadBalancer = {
    targetGroupArn: web.targetGroupArn,
    containerName: web.containerName,
    containerPort: web.port,
  };
  return { loadBalancer: [loadBalancer], healthCheckGracePeriodSeconds: web.gracePeriodSeconds };
}
