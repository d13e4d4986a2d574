import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";

export interface AccessLogsProps {
  readonly identity: Identity;
  /** Name of the load balancer in the environment, where it has several. @default - it is the only one */
  readonly label?: string;
  /** Days after which a log file is deleted; 1 to 3,653. */
  readonly retentionDays: number;
}

/**
 * The bucket that the load balancer writes its access logs to.
 *
 * Makes `aws_s3_bucket` with its public access block, ownership, SSE-S3 encryption, lifecycle and policy.
 * Costs storage only: a log line is a few hundred bytes per request. Leaves out a KMS key, which load
 * balancer logs do not support, and versioning, because a delivered log file is never written again.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class AccessLogs extends Construct {
  readonly bucketName: string;
  /** What must exist before the load balancer may be told to write here: AWS tries it at once. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    const bucket = this.bucket(props);
    this.bucketName = bucket.bucket;
    const closed = this.closeToPublic(bucket);
    this.encrypt(bucket);
    const owned = this.ownObjects(bucket);
    this.expire(bucket, props.retentionDays);
    this.ready = [this.policy(bucket, props.identity, [closed, owned])];
  }

  private bucket({ identity: { stack, account, region, protect }, label }: AccessLogsProps): S3Bucket {
    const words = [stack, ...(label === undefined ? [] : [label]), account, region, "alb-logs"];
    return new S3Bucket(this, "bucket", {
      bucket: resourceName(words, NAME_LIMIT.bucket),
      forceDestroy: !protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
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

  private encrypt(bucket: S3Bucket): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
  }

  private ownObjects(bucket: S3Bucket): S3BucketOwnershipControls {
    return new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  }

  private expire(bucket: S3Bucket, days: number): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });
  }

  private policy(bucket: S3Bucket, identity: Identity, after: ITerraformDependable[]): S3BucketPolicy {
    return new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyJson([
        {
          Sid: "LoadBalancerWrites",
          Effect: "Allow",
          // One service principal for all regions. The account in the key is what keeps other accounts'
          // load balancers out; a condition on aws:SourceArn makes AWS's own test write fail.
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucket.arn}/AWSLogs/${identity.account}/*`,
        },
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
