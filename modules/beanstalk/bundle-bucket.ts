import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";

/** Days that a bundle which no version uses any more can still be brought back. */
const KEEP_DAYS = 90;

export interface BundleBucketProps {
  readonly identity: Identity;
  /** ARN of the customer's key; `undefined` stays with S3's own. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The bucket of an application's source bundles: private, TLS only, encrypted, versioned.
 *
 * Makes `aws_s3_bucket` with its public access block, ownership, encryption, versioning, lifecycle and policy.
 * Costs next to nothing: a bundle has a few kilobytes. A bundle in use never expires, because an instance that
 * joins next year reads it too; one that was replaced goes after 90 days.
 */
export class BundleBucket extends Construct {
  readonly bucketName: string;
  /** What must exist before a bundle is put here. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: BundleBucketProps) {
    super(scope, id);
    const bucket = this.bucket(props.identity);
    this.bucketName = bucket.bucket;
    const closed = this.closeToPublic(bucket);
    const encrypted = this.encrypt(bucket, props.kmsKeyArn);
    const owned = this.ownObjects(bucket);
    const versioned = this.keepVersions(bucket);
    this.expire(bucket, versioned);
    this.ready = [this.policy(bucket, [closed, owned]), encrypted, versioned];
  }

  private bucket({ stack, account, region }: Identity): S3Bucket {
    return new S3Bucket(this, "bucket", {
      bucket: resourceName([stack, account, region, "bundles"], NAME_LIMIT.bucket),
      // Every bundle can be packed again from the team file.
      forceDestroy: true,
    });
  }

  private closeToPublic(bucket: S3Bucket): S3BucketPublicAccessBlock {
    return new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  private encrypt(bucket: S3Bucket, kmsMasterKeyId: string | undefined) {
    return new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [
        kmsMasterKeyId === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
              bucketKeyEnabled: true,
            },
      ],
    });
  }

  private ownObjects(bucket: S3Bucket): S3BucketOwnershipControls {
    return new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  }

  private keepVersions(bucket: S3Bucket): S3BucketVersioningA {
    return new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
  }

  private expire(bucket: S3Bucket, versioned: ITerraformDependable): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "expire-replaced",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: KEEP_DAYS }],
          expiration: [{ expiredObjectDeleteMarker: true }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
      dependsOn: [versioned],
    });
  }

  private policy(bucket: S3Bucket, after: ITerraformDependable[]): S3BucketPolicy {
    return new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyJson([
        {
          Sid: "RefusePlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket.arn, `${bucket.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
      dependsOn: after,
    });
  }
}
