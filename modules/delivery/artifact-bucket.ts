import type { Construct } from "constructs";
import type { Identity, PolicyStatement } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { PrivateBucket } from "../storage";

/** Days that a pipeline can be started again from a stage in the middle; its images stay. */
const KEEP_DAYS = 30;

export interface ArtifactBucketProps {
  readonly identity: Identity;
  /** ARN of the customer's key. @default - the account's AWS-managed key of S3, which costs nothing */
  readonly kmsKeyArn: string | undefined;
}

/**
 * What the stages of an environment's pipelines hand on: sources, and the files that say what to deploy.
 *
 * A `PrivateBucket` whose objects CodePipeline encrypts by KMS. Costs next to nothing; objects go after 30 days.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html
 */
export class ArtifactBucket extends PrivateBucket {
  readonly arn: string;
  readonly kmsKeyArn: string | undefined;

  constructor(scope: Construct, id: string, { identity, kmsKeyArn }: ArtifactBucketProps) {
    super(scope, id, {
      name: artifactBucketName(identity),
      // Every artifact comes out of a source again.
      disposable: true,
      kmsKeyArn,
      versioned: true,
      expiry: {
        id: "expire",
        expiration: [{ days: KEEP_DAYS }],
        noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
      },
    });
    this.arn = `arn:aws:s3:::${this.bucketName}`;
    this.kmsKeyArn = kmsKeyArn;
  }

  /** What reading and writing artifacts takes; writers read, too, what they write in parts. */
  get statements(): PolicyStatement[] {
    const { kmsKeyArn } = this;
    const key: PolicyStatement = {
      Sid: "EncryptArtifacts",
      Effect: "Allow",
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: kmsKeyArn ?? "",
    };
    return [
      {
        Sid: "Artifacts",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
        Resource: `${this.arn}/*`,
      },
      {
        Sid: "ArtifactBucket",
        Effect: "Allow",
        Action: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"],
        Resource: this.arn,
      },
      ...(kmsKeyArn === undefined ? [] : [key]),
    ];
  }
}

/** Name of the bucket of a stack's artifacts. */
export function artifactBucketName({
  stack,
  account,
  region,
}: Pick<Identity, "stack" | "account" | "region">): string {
  return resourceName([stack, account, region, "artifacts"], NAME_LIMIT.bucket);
}
