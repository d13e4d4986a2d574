import { describe, expect, it } from "vitest";
import { PrivateBucket, type PrivateBucketProps } from "../../../modules/storage/private-bucket";
import { synth } from "../../support/synth";

const PROPS: PrivateBucketProps = {
  name: "team-test-things",
  disposable: true,
  versioned: false,
  expiry: { id: "expire", expiration: [{ days: 30 }] },
};

function bucket(props: Partial<PrivateBucketProps> = {}) {
  const stack = synth((scope) => new PrivateBucket(scope, "things", { ...PROPS, ...props }));
  const one = (type: string, id: string) => stack.one(type, `things_${id}`);
  const statements = () => JSON.parse(String(one("aws_s3_bucket_policy", "policy").policy)).Statement;
  return { stack, one, statements };
}

describe("PrivateBucket", () => {
  it("is closed to the public in every way", () => {
    expect(bucket().one("aws_s3_bucket_public_access_block", "public-access")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(bucket().one("aws_s3_bucket_ownership_controls", "ownership")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("refuses plain HTTP, and lets in only whom it is told to", () => {
    expect(bucket().statements()).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
    const allow = (arn: string) =>
      [{ Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*` }] as const;
    expect(bucket({ allow }).statements()[0]).toMatchObject({
      Effect: "Allow",
      Resource: expect.stringMatching(/\/\*$/),
    });
  });

  it("is encrypted with S3's key, or with the customer's", () => {
    const rule = (props: Partial<PrivateBucketProps>) =>
      bucket(props).one("aws_s3_bucket_server_side_encryption_configuration", "encryption").rule;
    expect(rule({})).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
    expect(rule({ kmsKeyArn: "arn:aws:kms:us-west-2:111122223333:key/1" })).toEqual([
      {
        apply_server_side_encryption_by_default: {
          kms_master_key_id: "arn:aws:kms:us-west-2:111122223333:key/1",
          sse_algorithm: "aws:kms",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("keeps versions only where it is asked to", () => {
    expect(Object.keys(bucket().stack.all("aws_s3_bucket_versioning"))).toEqual([]);
    expect(bucket({ versioned: true }).one("aws_s3_bucket_versioning", "versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
  });

  it("is kept with what is in it, unless it is disposable", () => {
    expect(bucket().one("aws_s3_bucket", "bucket")).toMatchObject({ force_destroy: true });
    expect(bucket({ disposable: false }).one("aws_s3_bucket", "bucket")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });
});
