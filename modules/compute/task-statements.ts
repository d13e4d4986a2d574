import type { Identity, PolicyStatement } from "../identity";
import type { Task, Volume } from "./container";

export interface TaskNeeds {
  readonly identity: Identity;
  readonly task: Task;
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** Senders of mail through SES. @default - the task sends no mail through SES */
  readonly mailSenders?: readonly string[];
  /** What the code in the task may do besides. @default - nothing */
  readonly permissions?: readonly PolicyStatement[];
}

/** What the code in a task may do: use its directories, send mail as one sender, answer ECS Exec, and what it was given. */
export function taskStatements(needs: TaskNeeds): PolicyStatement[] {
  return [
    ...needs.task.volumes.flatMap((volume) => files(needs.identity, needs.task, volume)),
    ...(needs.exec ? [EXEC] : []),
    ...(needs.mailSenders?.length ? [mail(needs.identity, needs.mailSenders)] : []),
    ...(needs.permissions ?? []),
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

/** The address or one of its domains is the verified identity; only mail from these addresses may go out. */
function mail(identity: Identity, senders: readonly string[]): PolicyStatement {
  const ses = `arn:aws:ses:${identity.region}:${identity.account}:identity`;
  const identities = new Set(senders.flatMap((sender) => [sender, ...domainsOf(sender)]));
  return {
    Sid: "SendMail",
    Effect: "Allow",
    Action: ["ses:SendEmail", "ses:SendRawEmail"],
    Resource: [...identities].sort().map((name) => `${ses}/${name}`),
    Condition: { StringEquals: { "ses:FromAddress": senders } },
  };
}

/** The domain of an address and those above it, down to two labels: verifying one covers what is below it. */
function domainsOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf("@") + 1).split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}
