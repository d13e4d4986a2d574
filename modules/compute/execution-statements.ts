import type { Identity, PolicyStatement } from "../identity";
import type { Task } from "./container";
import { ecrRepositoryArn } from "./ecr-repository";
import { taskSecrets } from "./task-secrets";

export interface ExecutionNeeds {
  readonly identity: Identity;
  readonly task: Task;
  /** Images that take the place of one of the task's by and by. @default - none */
  readonly laterImages?: readonly string[];
  /** ARN of the log group, without `:*`. */
  readonly logGroupArn: string;
  /** ARN of the customer's key that the secrets are encrypted with. @default - AWS's own keys, which need no permission */
  readonly kmsKeyArn?: string;
  /** Other keys that secrets of the task are encrypted with. @default - none */
  readonly secretKeys?: readonly SecretKey[];
}

/** A customer's key that the environment does not own, and the service that secrets are read from with it. */
export interface SecretKey {
  readonly arn: string;
  readonly service: "secretsmanager" | "ssm";
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
    ...pullImages(needs),
    ...allow("ReadSecrets", "secretsmanager:GetSecretValue", secrets),
    ...allow("ReadParameters", "ssm:GetParameters", parameters),
    ...decrypt(needs, secrets.length > 0, parameters.length > 0),
    ...(["secretsmanager", "ssm"] as const).flatMap((service) => decryptWith(needs, service)),
  ];
}

function pullImages({ task, laterImages = [] }: ExecutionNeeds): PolicyStatement[] {
  const images = [...task.containers.map(({ image }) => image), ...laterImages];
  const arns = images.flatMap((image) => ecrRepositoryArn(image) ?? []);
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

/** A key belongs to a region, and only what is in that region is encrypted with it. */
function decryptWith({ secretKeys = [] }: ExecutionNeeds, service: SecretKey["service"]): PolicyStatement[] {
  const arns = new Set(secretKeys.filter((key) => key.service === service).map(({ arn }) => arn));
  if (arns.size === 0) return [];
  const regions = new Set([...arns].map((arn) => arn.split(":")[3]));
  return [
    {
      Sid: service === "ssm" ? "DecryptTheirParameters" : "DecryptTheirSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: [...arns].sort(),
      Condition: {
        StringEquals: {
          "kms:ViaService": [...regions].sort().map((region) => `${service}.${region}.amazonaws.com`),
        },
      },
    },
  ];
}

function allow(Sid: string, Action: string, resources: readonly string[]): PolicyStatement[] {
  return resources.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource: resources }];
}
