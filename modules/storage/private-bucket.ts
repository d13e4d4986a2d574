import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type PolicyStatement, policyJson } from "../identity";

export interface PrivateBucketProps {
  /** Name of the bucket, unique in the world. */
  readonly name: string;
  /** Whether the bucket may be destroyed with what is in it; one that may not is kept by Terraform too. */
  readonly disposable: boolean;
  /** ARN of the customer's key. @default - S3's own key */
  readonly kmsKeyArn?: string;
  /** Whether an overwritten object can be brought back. */
  readonly versioned: boolean;
  /** When objects go; parts of an upload that never ended go after a day in any case. */
  readonly expiry: Omit<S3BucketLifecycleConfigurationRule, "status" | "filter">;
  /** Statements that let somebody in, for the bucket with this ARN. @default - nobody */
  readonly allow?: (bucketArn: string) => readonly PolicyStatement[];
}

/**
 * A bucket that is closed to the public, encrypted, reached over TLS only, and whose objects expire.
 *
 * Makes `aws_s3_bucket` with its public access block, ownership, encryption, lifecycle, policy and, where asked,
 * versioning. Costs what is stored. Extend it: what a bucket is for names it and says who may write.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  /** What must exist before anybody may use the bucket. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const bucket = this.bucket(props);
    this.bucketName = bucket.bucket;
    const closed = [this.closeToPublic(bucket), this.ownObjects(bucket)];
    const encrypted = this.encrypt(bucket, props);
    const versioned = props.versioned ? [this.keepVersions(bucket)] : [];
    this.expire(bucket, props, versioned);
    this.ready = [this.policy(bucket, props, closed), encrypted, ...versioned];
  }

  private bucket({ name, disposable }: PrivateBucketProps): S3Bucket {
    return new S3Bucket(this, "bucket", {
      bucket: name,
      forceDestroy: disposable,
      lifecycle: disposable ? undefined : { preventDestroy: true },
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

  private ownObjects(bucket: S3Bucket): S3BucketOwnershipControls {
    return new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  }

  private encrypt(bucket: S3Bucket, { kmsKeyArn: kmsMasterKeyId }: PrivateBucketProps) {
    const byCustomer = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } };
    const byS3 = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
    return new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [kmsMasterKeyId === undefined ? byS3 : { ...byCustomer, bucketKeyEnabled: true }],
    });
  }

  private keepVersions(bucket: S3Bucket): S3BucketVersioningA {
    return new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
  }

  private expire(bucket: S3Bucket, { expiry }: PrivateBucketProps, versioned: ITerraformDependable[]): void {
    const abortIncompleteMultipartUpload = [{ daysAfterInitiation: 1 }];
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [{ ...expiry, status: "Enabled", filter: [{ prefix: "" }], abortIncompleteMultipartUpload }],
      // Rules about versions need versions.
      dependsOn: versioned.length === 0 ? undefined : versioned,
    });
  }

  private policy(
    bucket: S3Bucket,
    { allow }: PrivateBucketProps,
    after: ITerraformDependable[],
  ): S3BucketPolicy {
    const refusePlainHttp: PolicyStatement = {
      Sid: "RefusePlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket.arn, `${bucket.arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    return new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyJson([...(allow?.(bucket.arn) ?? []), refusePlainHttp]),
      dependsOn: after,
    });
  }
}
