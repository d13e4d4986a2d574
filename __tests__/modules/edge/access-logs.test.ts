import { describe, expect, it } from "vitest";
import { TEST_IDENTITY } from "../../support/synth";
import { synthEntrance } from "./fixture";

const BUCKET = "${aws_s3_bucket.entrance_load-balancer_logs_bucket.arn}";

describe("AccessLogs", () => {
  it("lets only the load balancers of this account write, and nobody over plain HTTP", () => {
    const made = synthEntrance().one("aws_s3_bucket_policy", "entrance_load-balancer_logs_policy");
    expect(JSON.parse(String(made.policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "LoadBalancerWrites",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${BUCKET}/AWSLogs/111122223333/*`,
        },
        {
          Sid: "RefusePlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [BUCKET, `${BUCKET}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("is private, encrypted with S3's key and owned by the account", () => {
    const made = synthEntrance();
    expect(
      made.one("aws_s3_bucket_public_access_block", "entrance_load-balancer_logs_public-access"),
    ).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(
      made.one(
        "aws_s3_bucket_server_side_encryption_configuration",
        "entrance_load-balancer_logs_encryption",
      ),
    ).toMatchObject({ rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] });
    expect(
      made.one("aws_s3_bucket_ownership_controls", "entrance_load-balancer_logs_ownership"),
    ).toMatchObject({ rule: { object_ownership: "BucketOwnerEnforced" } });
  });

  it("forgets logs after the retention and uploads that never ended after a day", () => {
    expect(
      synthEntrance().one("aws_s3_bucket_lifecycle_configuration", "entrance_load-balancer_logs_lifecycle")
        .rule,
    ).toMatchObject([
      {
        status: "Enabled",
        expiration: [{ days: 90 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
      },
    ]);
  });

  it("has a bucket name of at most 63 characters for the longest stack and region", () => {
    const identity = {
      ...TEST_IDENTITY,
      stack: `${"t".repeat(24)}-${"e".repeat(24)}`,
      region: "ap-southeast-2",
    };
    const bucket = synthEntrance({ identity }).one("aws_s3_bucket", "entrance_load-balancer_logs_bucket");
    expect(bucket.bucket).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  });

  it("can be destroyed with its logs where nothing is protected", () => {
    const bucket = synthEntrance().one("aws_s3_bucket", "entrance_load-balancer_logs_bucket");
    expect(bucket).toMatchObject({ force_destroy: true });
    expect(bucket).not.toHaveProperty("lifecycle");
  });
});
