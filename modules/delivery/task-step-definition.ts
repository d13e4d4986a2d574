import type { Launch, RegisteredTask } from "../compute";

/** A task that a pipeline runs with its image. */
export interface SteppedTask {
  readonly task: RegisteredTask;
  readonly launch: Launch;
  /** Seconds after which the task is stopped and has failed; at most 86,400. */
  readonly timeoutSeconds: number;
}

/** What the description of a task definition has and a registration does not take. */
const READ_ONLY = [
  "TaskDefinitionArn",
  "Revision",
  "Status",
  "RequiresAttributes",
  "Compatibilities",
  "RegisteredAt",
  "RegisteredBy",
  "DeregisteredAt",
  "DeleteRequestedAt",
];

/** Of calls alone: a task that ran is not run again. */
const RETRY = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 5, MaxAttempts: 4, BackoffRate: 2 }];

/**
 * The state machine that runs one task with the image of its input (`{ "image": … }`) and fails if the task does, in
 * the Amazon States Language. RunTask can override everything of a container but its image, so a revision of the
 * family is registered first: the one of Terraform, with the other image.
 *
 * Tags go along. The expressions are JSONata; they hold no `$` before a brace, which would be Terraform's.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function taskStepDefinition({ task, launch, timeoutSeconds }: SteppedTask) {
  return {
    Comment: `Runs ${task.family} with the image of a pipeline`,
    QueryLanguage: "JSONata",
    StartAt: "Read",
    States: {
      Read: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:ecs:describeTaskDefinition",
        Arguments: { TaskDefinition: task.arn, Include: ["TAGS"] },
        Assign: { image: "{% $states.input.image %}" },
        Retry: RETRY,
        Next: "Register",
      },
      Register: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:ecs:registerTaskDefinition",
        Arguments: `{% ${registration(task.containerName)} %}`,
        Assign: { revision: "{% $states.result.TaskDefinition.TaskDefinitionArn %}" },
        Retry: RETRY,
        Next: "Run",
      },
      Run: {
        Type: "Task",
        Resource: "arn:aws:states:::ecs:runTask.sync",
        Arguments: runArguments(launch),
        TimeoutSeconds: timeoutSeconds,
        Next: "Judge",
      },
      Judge: {
        Type: "Choice",
        Choices: [
          {
            Condition: `{% $exists($states.input.Containers[Name = '${task.containerName}' and ExitCode = 0]) %}`,
            Next: "Done",
          },
        ],
        Default: "Failed",
      },
      Failed: {
        Type: "Fail",
        Error: "TaskFailed",
        Cause: `The task ${task.containerName} did not end with exit code 0; its log tells why.`,
      },
      Done: { Type: "Succeed" },
    },
  };
}

/** What was described, without what AWS says of it, and with the new image in the service's own container. */
function registration(container: string): string {
  const readOnly = READ_ONLY.map((key) => `'${key}'`).join(", ");
  const kept = `$sift($states.input.TaskDefinition, function($value, $key) { $not($key in [${readOnly}]) })`;
  const changed = `function($one) { $one.Name = '${container}' ? $merge([$one, { 'Image': $image }]) : $one }`;
  const containers = `[$map($states.input.TaskDefinition.ContainerDefinitions, ${changed})]`;
  return `$merge([${kept}, { 'ContainerDefinitions': ${containers}, 'Tags': [$states.input.Tags] }])`;
}

function runArguments({ clusterArn, capacity, platformVersion, network, placement }: Launch) {
  return {
    Cluster: clusterArn,
    TaskDefinition: "{% $revision %}",
    CapacityProviderStrategy: capacity.map(({ provider, base, weight }) => ({
      CapacityProvider: provider,
      Base: base,
      Weight: weight,
    })),
    PlatformVersion: platformVersion,
    NetworkConfiguration: network && {
      AwsvpcConfiguration: {
        Subnets: network.subnets,
        SecurityGroups: network.securityGroups,
        AssignPublicIp: network.assignPublicIp ? "ENABLED" : "DISABLED",
      },
    },
    PlacementStrategy:
      placement.length === 0 ? undefined : placement.map(({ type, field }) => ({ Type: type, Field: field })),
    PropagateTags: "TASK_DEFINITION",
  };
}
