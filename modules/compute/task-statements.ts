import type { Identity, PolicyStatement } from "../identity";
import type { Task, Volume } from "./container";

export interface TaskNeeds {
  readonly identity: Identity;
  readonly task: Task;
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** Sender of mail through SES. @default - the task sends no mail through SES */
  readonly mailFrom?: string;
}

/** What the code in a task may do: use its directories, send mail as one sender, and answer ECS Exec. */
export function taskStatements(needs: TaskNeeds): PolicyStatement[] {
  return [
    ...needs.task.volumes.flatMap((volume) => files(needs.identity, needs.task, volume)),
    ...(needs.exec ? [EXEC] : []),
    ...(needs.mailFrom === undefined ? [] : [mail(needs.identity, needs.mailFrom)]),
  ];
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
const EXEC: PolicyStatement = {
  Sid: "AnswerExec",
  Effect: "Allow",
  Action: [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  // AWS gives these actions no resource to name.
  Resource: "*",
};

/** @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
function files(identity: Identity, task: Task, volume: Volume): PolicyStatement[] {
  if (volume.kind !== "files") return [];
  const efs = `arn:aws:elasticfilesystem:${identity.region}:${identity.account}`;
  const mounts = task.containers.flatMap((each) => each.mounts.filter((it) => it.volume === volume.name));
  const writes = mounts.some((mount) => !mount.readOnly);
  return [
    {
      Effect: "Allow",
      Action: ["elasticfilesystem:ClientMount", ...(writes ? ["elasticfilesystem:ClientWrite"] : [])],
      Resource: `${efs}:file-system/${volume.fileSystemId}`,
      Condition: {
        StringEquals: {
          "elasticfilesystem:AccessPointArn": `${efs}:access-point/${volume.accessPointId}`,
        },
      },
    },
  ];
}

/** Either the address or its domain is the verified identity; only mail from this one address may go out. */
function mail(identity: Identity, from: string): PolicyStatement {
  const ses = `arn:aws:ses:${identity.region}:${identity.account}:identity`;
  const domain = from.slice(from.lastIndexOf("@") + 1);
  return {
    Sid: "SendMail",
    Effect: "Allow",
    Action: ["ses:SendEmail", "ses:SendRawEmail"],
    Resource: [`${ses}/${domain}`, `${ses}/${from}`],
    Condition: { StringEquals: { "ses:FromAddress": from } },
  };
}
