import type { Identity, PolicyStatement } from "../identity";
import type { ArtifactBucket } from "./artifact-bucket";

/** What a build touches. */
export interface BuildReach {
  readonly identity: Identity;
  /** Name of the repository. */
  readonly repository: string;
  /** Undefined where nothing is pushed. */
  readonly build: { readonly baseImages: readonly string[] } | undefined;
  /** ECS service whose images are kept. */
  readonly running: { readonly clusterName: string; readonly serviceName: string } | undefined;
  readonly artifacts: ArtifactBucket;
  readonly logGroupArn: string;
}

/** What the role of a build may do. */
export function buildStatements(reach: BuildReach): PolicyStatement[] {
  const { identity, repository, artifacts, logGroupArn } = reach;
  const repositoryArn = `arn:aws:ecr:${identity.region}:${identity.account}:repository/${repository}`;
  return [
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn}:*`,
    },
    ...artifacts.statements,
    ...(reach.build === undefined ? [] : push(repositoryArn)),
    ...pull(identity, reach.build?.baseImages ?? []),
    ...(reach.running === undefined ? [] : keepRunning(identity, repositoryArn, reach.running)),
  ];
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
function push(repositoryArn: string): PolicyStatement[] {
  return [
    {
      Sid: "Push",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      Resource: repositoryArn,
    },
    // AWS gives this action no resource to name: the token opens nothing that the role may not reach anyway.
    { Sid: "LogInToRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  ];
}

/**
 * Pulling what the Dockerfile begins with; the first pull through the cache makes the repository.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
function pull({ account, region }: Identity, repositories: readonly string[]): PolicyStatement[] {
  if (repositories.length === 0) return [];
  return [
    {
      Sid: "PullBaseImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:BatchImportUpstreamImage",
        "ecr:CreateRepository",
        "ecr:GetDownloadUrlForLayer",
      ],
      Resource: repositories.map((name) => `arn:aws:ecr:${region}:${account}:repository/${name}`),
    },
  ];
}

/** Finding what runs, and giving its image a tag more. */
function keepRunning(
  { account, region }: Identity,
  repositoryArn: string,
  { clusterName, serviceName }: NonNullable<BuildReach["running"]>,
): PolicyStatement[] {
  return [
    {
      Sid: "SeeWhatRuns",
      Effect: "Allow",
      Action: "ecs:DescribeServices",
      Resource: `arn:aws:ecs:${region}:${account}:service/${clusterName}/${serviceName}`,
    },
    // AWS gives this action no resource to name.
    { Sid: "SeeItsImage", Effect: "Allow", Action: "ecs:DescribeTaskDefinition", Resource: "*" },
    {
      Sid: "KeepItsImage",
      Effect: "Allow",
      Action: ["ecr:BatchGetImage", "ecr:PutImage"],
      Resource: repositoryArn,
    },
  ];
}
