import type { PolicyStatement } from "../identity";
import { ARTIFACT, type PipelineAction } from "./stage";

/** Where a pipeline begins. */
export type SourceOrigin =
  | {
      readonly kind: "connection";
      readonly connectionArn: string;
      /** `owner/name` behind the connection. */
      readonly repository: string;
      /** Branch that a start by hand builds. */
      readonly branch: string;
      /** Patterns of branches whose pushes start the pipeline; 1 to 8. */
      readonly branches: readonly string[];
      /** Patterns of files of which one has to be changed, at most 8; empty is any. */
      readonly paths: readonly string[];
    }
  | { readonly kind: "codecommit"; readonly repository: string; readonly branch: string }
  | { readonly kind: "ecr"; readonly tag: string }
  | { readonly kind: "s3"; readonly bucket: string; readonly key: string };

/** What of EventBridge starts a pipeline. */
export interface EventPattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly resources?: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A source, and how a change of it becomes known. */
export interface Source {
  readonly action: PipelineAction;
  /** Patterns of CodePipeline's own trigger. @default - an event starts the pipeline */
  readonly pushes?: { readonly branches: readonly string[]; readonly paths: readonly string[] };
  /** Event that starts the pipeline. @default - CodePipeline's own trigger does */
  readonly event?: EventPattern;
}

/** Account, region, and the repository of images that a tag is looked for in. */
export interface SourcePlace {
  readonly account: string;
  readonly region: string;
  readonly imageRepository: string;
}

/** Name of the action that every pipeline begins with. */
export const SOURCE_ACTION = "Source";

/**
 * The first action of a pipeline. None of them polls.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/change-detection-methods.html
 */
export function sourceOf(origin: SourceOrigin, place: SourcePlace): Source {
  switch (origin.kind) {
    case "connection":
      return connection(origin);
    case "codecommit":
      return codeCommit(origin, place);
    case "ecr":
      return ecr(origin, place);
    case "s3":
      return s3(origin);
  }
}

function action(
  provider: string,
  configuration: Readonly<Record<string, string>>,
  statements: readonly PolicyStatement[],
): PipelineAction {
  const outputs = [ARTIFACT.source];
  const place = { name: SOURCE_ACTION, category: "Source", runOrder: 1, namespace: "source" } as const;
  return { ...place, provider, configuration, inputs: [], outputs, statements };
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html */
function connection(origin: Extract<SourceOrigin, { kind: "connection" }>): Source {
  const { connectionArn, repository, branch, branches, paths } = origin;
  const configuration = {
    ConnectionArn: connectionArn,
    FullRepositoryId: repository,
    BranchName: branch,
    OutputArtifactFormat: "CODE_ZIP",
  };
  // The service was renamed; which of the two names is asked for follows from the ARN.
  const service = connectionArn.split(":")[2] ?? "codeconnections";
  const use = { Effect: "Allow", Action: `${service}:UseConnection`, Resource: connectionArn } as const;
  return {
    action: action("CodeStarSourceConnection", configuration, [use]),
    pushes: { branches, paths },
  };
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeCommit.html */
function codeCommit(
  { repository, branch }: Extract<SourceOrigin, { kind: "codecommit" }>,
  { account, region }: SourcePlace,
): Source {
  const arn = `arn:aws:codecommit:${region}:${account}:${repository}`;
  const configuration = {
    RepositoryName: repository,
    BranchName: branch,
    OutputArtifactFormat: "CODE_ZIP",
    PollForSourceChanges: "false",
  };
  const read: PolicyStatement = {
    Effect: "Allow",
    Action: [
      "codecommit:CancelUploadArchive",
      "codecommit:GetBranch",
      "codecommit:GetCommit",
      "codecommit:GetRepository",
      "codecommit:GetUploadArchiveStatus",
      "codecommit:UploadArchive",
    ],
    Resource: arn,
  };
  return {
    action: action("CodeCommit", configuration, [read]),
    event: {
      source: ["aws.codecommit"],
      "detail-type": ["CodeCommit Repository State Change"],
      resources: [arn],
      detail: {
        event: ["referenceCreated", "referenceUpdated"],
        referenceType: ["branch"],
        referenceName: [branch],
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECR.html */
function ecr(
  { tag }: Extract<SourceOrigin, { kind: "ecr" }>,
  { account, region, imageRepository }: SourcePlace,
): Source {
  const arn = `arn:aws:ecr:${region}:${account}:repository/${imageRepository}`;
  const read = { Effect: "Allow", Action: "ecr:DescribeImages", Resource: arn } as const;
  return {
    action: action("ECR", { RepositoryName: imageRepository, ImageTag: tag }, [read]),
    event: {
      source: ["aws.ecr"],
      "detail-type": ["ECR Image Action"],
      detail: {
        "action-type": ["PUSH"],
        result: ["SUCCESS"],
        "repository-name": [imageRepository],
        "image-tag": [tag],
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html */
function s3({ bucket, key }: Extract<SourceOrigin, { kind: "s3" }>): Source {
  const arn = `arn:aws:s3:::${bucket}`;
  const configuration = { S3Bucket: bucket, S3ObjectKey: key, PollForSourceChanges: "false" };
  const statements: PolicyStatement[] = [
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging"],
      Resource: `${arn}/${key}`,
    },
    {
      Effect: "Allow",
      Action: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
      Resource: arn,
    },
  ];
  return {
    action: action("S3", configuration, statements),
    event: {
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: [bucket] }, object: { key: [key] } },
    },
  };
}
