import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { resourceName } from "../naming";
import type { Task, Volume } from "./container";
import { type InstanceNetwork, instanceContainerDefinitions } from "./instance-containers";
import { instanceTaskProblems } from "./instance-task-problems";
import type { RegisteredTask } from "./launch";
import { type TaskDefinition, taskRegistration } from "./task-registration";
import type { TaskRoleArns } from "./task-roles";
import { withExec } from "./with-exec";

/** Longest family of task definitions. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
const FAMILY_LIMIT = 255;

export interface InstanceTaskProps {
  readonly identity: Identity;
  /** Name of the service, unique in the environment. */
  readonly name: string;
  /** The task as it will run, sidecars included; the service's own container first. */
  readonly task: Task;
  /** CPU units of the whole task: it gets them, and no more. */
  readonly cpu: number;
  /** Memory of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
  readonly network: InstanceNetwork;
  readonly roles: TaskRoleArns;
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** Whether its processes see all of the instance; monitoring needs that. @default false */
  readonly seesHostProcesses?: boolean;
}

/**
 * The task definition of a service on instances. It has the size that it would have on Fargate, so that a share of
 * its CPU means the same to alarms and scaling there and here.
 *
 * Makes `aws_ecs_task_definition`. Costs nothing.
 *
 * @throws Error when ECS would refuse the task; with every reason.
 */
export class InstanceTask extends Construct implements RegisteredTask {
  readonly family: string;
  readonly arn: string;
  readonly familyArn: string;
  readonly containerName: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  private readonly registered: TaskDefinition;

  constructor(scope: Construct, id: string, props: InstanceTaskProps) {
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

function definitionOf(props: InstanceTaskProps): TaskDefinition {
  const task = props.exec ? withExec(props.task) : props.task;
  return {
    family: resourceName([props.identity.stack, props.name], FAMILY_LIMIT),
    requiresCompatibilities: ["EC2"],
    networkMode: props.network,
    pidMode: props.seesHostProcesses ? "host" : undefined,
    cpu: String(props.cpu),
    memory: String(props.memoryMiB),
    runtimePlatform: {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: props.architecture.toUpperCase(),
    },
    executionRoleArn: props.roles.executionRoleArn,
    taskRoleArn: props.roles.taskRoleArn,
    containerDefinitions: instanceContainerDefinitions(task, props.network),
    volume: task.volumes.map(volumeArguments),
    // A rollback needs the revision before to be active. Revisions cost nothing.
    skipDestroy: true,
  };
}

function refuse({ name, task, network, exec, ...size }: InstanceTaskProps): void {
  const problems = [
    ...instanceTaskProblems(task, size, network),
    ...(exec && task.containers[0]?.readonlyRootFilesystem
      ? ["ECS Exec needs a writable root file system."]
      : []),
  ];
  if (problems.length > 0) throw new Error(`The task ${name} cannot run:\n${problems.join("\n")}`);
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html */
function volumeArguments(volume: Volume): EcsTaskDefinitionVolume {
  switch (volume.kind) {
    case "scratch":
      return { name: volume.name };
    case "host":
      return { name: volume.name, hostPath: volume.path };
    case "files":
      return {
        name: volume.name,
        efsVolumeConfiguration: {
          fileSystemId: volume.fileSystemId,
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: volume.accessPointId, iam: "ENABLED" },
        },
      };
  }
}
