import type { Construct } from "constructs";
import { commonDefinition, DefinedTask, type DefinedTaskProps, refuseTask } from "./defined-task";
import { type InstanceNetwork, instanceContainerDefinitions } from "./instance-containers";
import { instanceTaskProblems } from "./instance-task-problems";
import type { TaskDefinition } from "./task-registration";
import { withExec } from "./with-exec";

export interface InstanceTaskProps extends DefinedTaskProps {
  readonly network: InstanceNetwork;
  /** Whether its processes see all of the instance; monitoring needs that. @default false */
  readonly seesHostProcesses?: boolean;
}

/**
 * The task definition of a service on instances. It has the size that it would have on Fargate, so that a share of
 * its CPU means the same to alarms and scaling there and here: the task gets it, and no more.
 *
 * Makes `aws_ecs_task_definition`. Costs nothing.
 *
 * @throws Error when ECS would refuse the task; with every reason.
 */
export class InstanceTask extends DefinedTask {
  constructor(scope: Construct, id: string, props: InstanceTaskProps) {
    refuseTask(props, instanceTaskProblems(props.task, props, props.network));
    super(scope, id, props, definitionOf(props));
  }
}

function definitionOf(props: InstanceTaskProps): TaskDefinition {
  const { task, exec, network, seesHostProcesses } = props;
  return {
    ...commonDefinition(props),
    requiresCompatibilities: ["EC2"],
    networkMode: network,
    pidMode: seesHostProcesses ? "host" : undefined,
    containerDefinitions: instanceContainerDefinitions(exec ? withExec(task) : task, network),
  };
}
