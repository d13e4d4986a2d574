import type { Launch, RegisteredTask } from "../compute";

/** A task that is started once, by hand or by a pipeline. */
export interface StartedTask {
  readonly region: string;
  readonly task: RegisteredTask;
  readonly launch: Launch;
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
}

/**
 * What `aws ecs run-task --cli-input-json` takes, as JSON text: the family without revision, so that it starts the
 * newest one, whoever registered it. Add `overrides` to run another command.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export function runTaskInput({ task, launch, exec }: StartedTask): string {
  const { clusterName, capacity, platformVersion, network, placement } = launch;
  return JSON.stringify({
    cluster: clusterName,
    taskDefinition: task.family,
    count: 1,
    capacityProviderStrategy: capacity.map(({ provider, base, weight }) => ({
      capacityProvider: provider,
      base,
      weight,
    })),
    platformVersion,
    networkConfiguration: network && {
      awsvpcConfiguration: {
        subnets: network.subnets,
        securityGroups: network.securityGroups,
        assignPublicIp: network.assignPublicIp ? "ENABLED" : "DISABLED",
      },
    },
    placementStrategy: placement.length > 0 ? placement : undefined,
    enableECSManagedTags: true,
    enableExecuteCommand: exec,
    propagateTags: "TASK_DEFINITION",
  });
}

/** The command that starts the task and prints its ARN, for a POSIX shell. Names in it hold no quotes. */
export function runTaskCommand(started: StartedTask): string {
  const words = [
    "aws ecs run-task",
    `--region ${started.region}`,
    "--query 'tasks[0].taskArn'",
    "--output text",
  ];
  return `${words.join(" ")} --cli-input-json '${runTaskInput(started)}'`;
}
