import type { Launch, RegisteredTask } from "../compute";
import type { Identity, PolicyStatement } from "../identity";

/** What the role of a schedule is for. */
export interface SchedulerNeeds {
  readonly identity: Identity;
  readonly task: RegisteredTask;
  readonly launch: Launch;
  readonly failedQueueArn: string;
  readonly kmsKeyArn?: string;
}

/**
 * What Scheduler needs to start one task: run it in its cluster, hand over the task's two roles, tag what it
 * started, and keep a start that ECS never took.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html
 */
export function schedulerStatements(needs: SchedulerNeeds): PolicyStatement[] {
  const { identity, task, launch, failedQueueArn, kmsKeyArn } = needs;
  const { region, account } = identity;
  const decrypt: PolicyStatement = {
    Sid: "ReadSchedule",
    Effect: "Allow",
    Action: "kms:Decrypt",
    Resource: kmsKeyArn ?? "",
    Condition: { StringEquals: { "kms:ViaService": `scheduler.${region}.amazonaws.com` } },
  };
  return [
    {
      Sid: "RunTask",
      Effect: "Allow",
      Action: "ecs:RunTask",
      // Every revision of the family, and the family itself, which stands for the newest.
      Resource: [task.familyArn, `${task.familyArn}:*`],
      Condition: { ArnEquals: { "ecs:cluster": launch.clusterArn } },
    },
    {
      Sid: "TagTask",
      Effect: "Allow",
      Action: "ecs:TagResource",
      // A task has no name before it is started.
      Resource: `arn:aws:ecs:${region}:${account}:task/${launch.clusterName}/*`,
      Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      Sid: "PassRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [task.executionRoleArn, task.taskRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    { Sid: "KeepLostStarts", Effect: "Allow", Action: "sqs:SendMessage", Resource: failedQueueArn },
    ...(kmsKeyArn === undefined ? [] : [decrypt]),
  ];
}
