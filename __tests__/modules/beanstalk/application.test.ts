import { describe, expect, it } from "vitest";
import { BeanstalkApplication } from "../../../modules/beanstalk";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { addServices, BLOG, CRUNCHER } from "./fixture";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/0";

function application(kmsKeyArn?: string) {
  return synth((stack) => {
    new BeanstalkApplication(stack, "beanstalk", { identity: TEST_IDENTITY, kmsKeyArn });
  });
}

describe("the application", () => {
  it("is one for all services", () => {
    const stack = synth((scope) => {
      addServices(scope, [BLOG, CRUNCHER]);
    });
    expect(Object.keys(stack.all("aws_elastic_beanstalk_application"))).toEqual(["beanstalk_application"]);
    expect(stack.one("aws_elastic_beanstalk_application", "beanstalk_application").name).toBe("team-test");
    expect(Object.keys(stack.all("aws_elastic_beanstalk_environment"))).toHaveLength(2);
  });

  it("has a service role for health and managed updates, which only Elastic Beanstalk assumes", () => {
    const stack = application();
    const role = stack.one("aws_iam_role", "beanstalk_service-role_role");
    expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "elasticbeanstalk.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "elasticbeanstalk" } },
      },
    ]);
    expect(
      Object.values(stack.all("aws_iam_role_policy_attachment"))
        .map((each) => each.policy_arn)
        .sort(),
    ).toEqual([
      "arn:aws:iam::aws:policy/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
      "arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth",
    ]);
  });
});

describe("the bucket of source bundles", () => {
  it("is private, versioned and reached over TLS only", () => {
    const stack = application();
    expect(stack.one("aws_s3_bucket", "beanstalk_bundles_bucket").bucket).toBe(
      "team-test-111122223333-us-west-2-bundles",
    );
    expect(stack.one("aws_s3_bucket_public_access_block", "beanstalk_bundles_public-access")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack.one("aws_s3_bucket_versioning", "beanstalk_bundles_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    const policy = JSON.parse(String(stack.one("aws_s3_bucket_policy", "beanstalk_bundles_policy").policy));
    expect(policy.Statement).toMatchObject([
      { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  });

  it.each([
    [undefined, { sse_algorithm: "AES256" }],
    [KEY, { sse_algorithm: "aws:kms", kms_master_key_id: KEY }],
  ])("is encrypted (key %s)", (key, expected) => {
    const encryption = application(key).one(
      "aws_s3_bucket_server_side_encryption_configuration",
      "beanstalk_bundles_encryption",
    );
    expect(encryption.rule).toMatchObject([{ apply_server_side_encryption_by_default: expected }]);
  });

  it("keeps bundles in use for ever, and lets replaced ones go", () => {
    const [rule] = application().one("aws_s3_bucket_lifecycle_configuration", "beanstalk_bundles_lifecycle")
      .rule as Record<string, unknown>[];
    expect(rule).toMatchObject({
      noncurrent_version_expiration: [{ noncurrent_days: 90 }],
      expiration: [{ expired_object_delete_marker: true }],
    });
    expect(JSON.stringify(rule)).not.toContain('"days"');
  });
});
