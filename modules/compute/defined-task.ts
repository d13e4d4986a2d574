import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { resourceName } from "../naming";
import type { Task, Volume } from "./container";
import type { RegisteredTask } from "./launch";
import { type TaskDefinition, taskRegistration } from "./task-registration";
import type { TaskRoleArns } from "./task-roles";

/** Longest family of task definitions. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
const FAMILY_LIMIT = 255;

/** What a task is defined by, wherever ECS runs it. */
export interface DefinedTaskProps {
  readonly identity: Identity;
  /** Name of the service that the task is of, unique in the environment. */
  readonly name: string;
  readonly roles: TaskRoleArns;
  /** The task as it will run, sidecars included; the service's own container first. */
  readonly task: Task;
  /** CPU units of the whole task. */
  readonly cpu: number;
  /** Memory of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
}

/** A task that ECS knows. Extend it: where the task runs says what else is in its definition. */
export class DefinedTask extends Construct implements RegisteredTask {
  readonly family: string;
  readonly arn: string;
  readonly familyArn: string;
  readonly containerName: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;

  constructor(
    scope: Construct,
    id: string,
    { name, task, roles }: DefinedTaskProps,
    private readonly registered: TaskDefinition,
  ) {
    super(scope, id);
    const definition = new EcsTaskDefinition(this, "task", { ...registered, volume: [...registered.volume] });
    this.family = definition.family;
    this.arn = definition.arn;
    this.familyArn = definition.arnWithoutRevision;
    this.containerName = task.containers[0]?.name ?? name;
    this.executionRoleArn = roles.executionRoleArn;
    this.taskRoleArn = roles.taskRoleArn;
  }

  registration(image: string): string {
    return taskRegistration(this.registered, image);
  }
}

/** The part of a definition that is the same on Fargate and on instances. */
export function commonDefinition(props: DefinedTaskProps) {
  return {
    family: resourceName([props.identity.stack, props.name], FAMILY_LIMIT),
    cpu: String(props.cpu),
    memory: String(props.memoryMiB),
    runtimePlatform: {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: props.architecture.toUpperCase(),
    },
    executionRoleArn: props.roles.executionRoleArn,
    taskRoleArn: props.roles.taskRoleArn,
    volume: props.task.volumes.map(volumeArguments),
    // A rollback needs the revision before to be active. Revisions cost nothing.
    skipDestroy: true,
  };
}

/** @throws Error with every reason for which ECS would refuse the task. */
export function refuseTask({ name, task, exec }: DefinedTaskProps, problems: readonly string[]): void {
  const all = [
    ...problems,
    ...(exec && task.containers[0]?.readonlyRootFilesystem
      ? ["ECS Exec needs a writable root file system."]
      : []),
  ];
  if (all.length > 0) throw new Error(`The service ${name} cannot run:\n${all.join("\n")}`);
}

/**
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
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
