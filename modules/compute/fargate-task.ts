import type { Construct } from "constructs";
import { commonDefinition, DefinedTask, type DefinedTaskProps, refuseTask } from "./defined-task";
import { fargateContainerDefinitions } from "./fargate-containers";
import { fargateTaskProblems } from "./fargate-task-problems";
import type { TaskDefinition } from "./task-registration";
import { withExec } from "./with-exec";

export interface FargateTaskProps extends DefinedTaskProps {
  /** Disk of the task in GiB, 21 to 200. @default - 20, which is free */
  readonly ephemeralStorageGiB?: number;
}

/**
 * What runs on Fargate: a task definition, which services, one-off runs and schedules start tasks of.
 *
 * Makes `aws_ecs_task_definition`. Costs nothing before a task runs: one of 1 vCPU and 2 GiB is about 36 USD a
 * month in us-east-1, and a fifth less on arm64. Leaves out Windows.
 *
 * @throws Error when ECS would refuse the task; with every reason.
 */
export class FargateTask extends DefinedTask {
  constructor(scope: Construct, id: string, props: FargateTaskProps) {
    refuseTask(props, fargateTaskProblems(props.task, props));
    super(scope, id, props, definitionOf(props));
  }
}

function definitionOf(props: FargateTaskProps): TaskDefinition {
  const { task, exec, ephemeralStorageGiB } = props;
  return {
    ...commonDefinition(props),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    ephemeralStorage: ephemeralStorageGiB === undefined ? undefined : { sizeInGib: ephemeralStorageGiB },
    containerDefinitions: fargateContainerDefinitions(exec ? withExec(task) : task),
  };
}
