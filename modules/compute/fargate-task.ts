import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { resourceName } from "../naming";
import type { Task, Volume } from "./container";
import { fargateContainerDefinitions } from "./fargate-containers";
import { fargateTaskProblems } from "./fargate-task-problems";
import type { RegisteredTask } from "./launch";
import { type TaskDefinition, taskRegistration } from "./task-registration";
import type { TaskRoleArns } from "./task-roles";
import { withExec } from "./with-exec";

/** Longest family of task definitions. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
const FAMILY_LIMIT = 255;

export interface FargateTaskProps {
  readonly identity: Identity;
  /** Name of the service that the task is of, unique in the environment. */
  readonly name: string;
  readonly roles: TaskRoleArns;
  /** The task as it will run, sidecars included. */
  readonly task: Task;
  /** CPU units of the whole task. */
  readonly cpu: number;
  /** Memory of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
  /** Disk of the task in GiB, 21 to 200. @default - 20, which is free */
  readonly ephemeralStorageGiB?: number;
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
}

/**
 * What runs on Fargate: a task definition, which services, one-off runs and schedules start tasks of.
 *
 * Makes `aws_ecs_task_definition`. Costs nothing before a task runs: one of 1 vCPU and 2 GiB is about 36 USD a
 * month in us-east-1, and a fifth less on arm64. Leaves out Windows.
 *
 * @throws Error when ECS would refuse the task; with every reason.
 */
export class FargateTask extends Construct implements RegisteredTask {
  readonly family: string;
  readonly arn: string;
  readonly familyArn: string;
  readonly containerName: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  private readonly registered: TaskDefinition;

  constructor(scope: Construct, id: string, props: FargateTaskProps) {
    super(scope, id);
    refuse(props);
    this.registered = definitionOf(props);
    const definition = new EcsTaskDefinition(this, "task", {
      ...this.registered,
      volume: [...this.registered.volume],
    });
    this.family = definition.family;
    this.arn = definition.arn;
    this.familyArn = definition.arnWithoutRevision;
    this.containerName = props.task.containers[0]?.name ?? props.name;
    this.executionRoleArn = props.roles.executionRoleArn;
    this.taskRoleArn = props.roles.taskRoleArn;
  }

  registration(image: string): string {
    return taskRegistration(this.registered, image);
  }
}

function definitionOf(props: FargateTaskProps): TaskDefinition {
  const task = props.exec ? withExec(props.task) : props.task;
  return {
    family: resourceName([props.identity.stack, props.name], FAMILY_LIMIT),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(props.cpu),
    memory: String(props.memoryMiB),
    runtimePlatform: {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: props.architecture.toUpperCase(),
    },
    ephemeralStorage:
      props.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: props.ephemeralStorageGiB },
    executionRoleArn: props.roles.executionRoleArn,
    taskRoleArn: props.roles.taskRoleArn,
    containerDefinitions: fargateContainerDefinitions(task),
    volume: task.volumes.map(volumeArguments),
    // A rollback needs the revision before to be active. Revisions cost nothing.
    skipDestroy: true,
  };
}

function refuse(props: FargateTaskProps): void {
  const problems = [
    ...fargateTaskProblems(props.task, props),
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
