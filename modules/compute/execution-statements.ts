import type { Identity, PolicyStatement } from "../identity";
import type { Task } from "./container";
import { ecrRepositoryArn } from "./ecr-repository";
import { taskSecrets } from "./task-secrets";

export interface ExecutionNeeds {
  readonly identity: Identity;
  readonly task: Task;
  /** ARN of the log group, without `:*`. */
  readonly logGroupArn: string;
  /** ARN of the customer's key that the secrets are encrypted with. @default - AWS's own keys, which need no permission */
  readonly kmsKeyArn?: string;
}

/**
 * What ECS itself needs to start a task: write to its log group, pull its images, read its secrets. AWS's
 * managed policy for this role has `*` for all of it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(needs: ExecutionNeeds): PolicyStatement[] {
  const { secrets, parameters } = taskSecrets(needs.task);
  return [
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      // Log streams have no names before a task starts; the suffix means all streams of this one group.
      Resource: `${needs.logGroupArn}:*`,
    },
    ...pullImages(needs.task),
    ...allow("ReadSecrets", "secretsmanager:GetSecretValue", secrets),
    ...allow("ReadParameters", "ssm:GetParameters", parameters),
    ...decrypt(needs, secrets.length > 0, parameters.length > 0),
  ];
}

function pullImages(task: Task): PolicyStatement[] {
  const arns = task.containers.flatMap(({ image }) => ecrRepositoryArn(image) ?? []);
  const repositories = [...new Set(arns)].sort();
  if (repositories.length === 0) return [];
  return [
    // AWS gives this action no resource to name.
    { Sid: "LogInToRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repositories,
    },
  ];
}

function decrypt(needs: ExecutionNeeds, secrets: boolean, parameters: boolean): PolicyStatement[] {
  const services = [...(secrets ? ["secretsmanager"] : []), ...(parameters ? ["ssm"] : [])];
  if (needs.kmsKeyArn === undefined || services.length === 0) return [];
  return [
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: needs.kmsKeyArn,
      Condition: {
        StringEquals: {
          "kms:ViaService": services.map((service) => `${service}.${needs.identity.region}.amazonaws.com`),
        },
      },
    },
  ];
}

function allow(Sid: string, Action: string, resources: readonly string[]): PolicyStatement[] {
  return resources.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource: resources }];
}
