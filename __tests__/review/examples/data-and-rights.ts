import { allow, type Example, policy, REPLACE, update } from "./example";

/** Examples of rules about data, its protection, and who may do what. */
export const DATA_AND_RIGHTS: Readonly<Record<string, Example>> = {
  "stateful-delete": {
    says: [
      [
        "deletes the Aurora cluster and what is in it",
        { type: "aws_rds_cluster", before: { engine: "aurora" } },
      ],
      [
        "deletes a deposed object of the database instance",
        { type: "aws_db_instance", before: { a: 1 }, deposed: "d1" },
      ],
    ],
    accepts: [
      { type: "aws_iam_role", before: { name: "x" } },
      { type: "aws_rds_cluster", after: { engine: "aurora" } },
    ],
  },
  "stateful-replace": {
    says: [
      [
        "replaces the S3 bucket because of bucket; what is in it does not move along",
        {
          type: "aws_s3_bucket",
          actions: REPLACE,
          before: { bucket: "a" },
          after: { bucket: "b" },
          replace_paths: [["bucket"]],
        },
      ],
    ],
    accepts: [{ type: "aws_iam_role", actions: REPLACE, before: { name: "x" }, after: { name: "y" } }],
  },
  "stateful-forget": {
    says: [
      [
        "leaves the KMS key running, unmanaged",
        { type: "aws_kms_key", actions: ["forget"], before: { a: 1 }, after: null },
      ],
    ],
    accepts: [{ type: "aws_iam_role", actions: ["forget"], before: { a: 1 } }],
  },
  "protection-off": {
    says: [
      [
        "switches deletion_protection of the Aurora cluster off",
        update("aws_rds_cluster", { deletion_protection: true }, { deletion_protection: false }),
      ],
      [
        "sets force_destroy of the S3 bucket: its data may go without a copy",
        update("aws_s3_bucket", { force_destroy: false }, { force_destroy: true }),
      ],
      [
        "keeps backups of the Aurora cluster for 1 days instead of 7",
        update("aws_rds_cluster", { backup_retention_period: 7 }, { backup_retention_period: 1 }),
      ],
    ],
    accepts: [
      update("aws_rds_cluster", { deletion_protection: false }, { deletion_protection: true }),
      update("aws_rds_cluster", { backup_retention_period: 1 }, { backup_retention_period: 7 }),
    ],
  },
  "encryption-off": {
    says: [
      [
        "switches enable_key_rotation of the KMS key off",
        update("aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }),
      ],
      [
        "takes kms_key_id of the log group away",
        update("aws_cloudwatch_log_group", { kms_key_id: "arn:k" }, { kms_key_id: "" }),
      ],
    ],
    accepts: [
      update("aws_cloudwatch_log_group", { kms_key_id: "" }, { kms_key_id: "arn:k" }),
      update(
        "aws_cloudwatch_log_group",
        { kms_key_id: "arn:k" },
        {},
        { after_unknown: { kms_key_id: true } },
      ),
    ],
  },
  "iam-admin": {
    says: [
      ["allows * on every resource", { type: "aws_iam_policy", after: { policy: policy(allow("*", "*")) } }],
      [
        "allows s3:* on every resource",
        update(
          "aws_iam_policy",
          { policy: policy(allow("s3:Get*")) },
          { policy: policy(allow(["s3:*"], ["*"])) },
        ),
      ],
      [
        "allows everything but iam:* on every resource",
        {
          type: "aws_iam_policy",
          after: { policy: policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) },
        },
      ],
      [
        "attaches AdministratorAccess",
        {
          type: "aws_iam_role_policy_attachment",
          after: { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        },
      ],
      [
        "gives roles/owner",
        { type: "google_project_iam_member", after: { role: "roles/owner", member: "user:a" } },
      ],
    ],
    accepts: [
      { type: "aws_iam_policy", after: { policy: policy(allow("s3:GetObject")) } },
      {
        type: "aws_kms_key",
        after: { policy: policy(allow("kms:*", "*", { Principal: { AWS: "arn:aws:iam::1:root" } })) },
      },
    ],
  },
  "iam-widening": {
    says: [
      [
        "allows s3:PutObject on arn:aws:s3:::a",
        update(
          "aws_iam_policy",
          { policy: policy(allow("s3:GetObject")) },
          { policy: policy(allow(["s3:GetObject", "s3:PutObject"])) },
        ),
      ],
      [
        "no longer forbids s3:*",
        update(
          "aws_s3_bucket_policy",
          { policy: policy({ Effect: "Deny", Action: "s3:*", Resource: "*" }) },
          { policy: policy() },
        ),
      ],
      [
        "allows sts:AssumeRole to arn:aws:iam::2:root",
        update(
          "aws_iam_role",
          { assume_role_policy: policy() },
          {
            assume_role_policy: policy({
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { AWS: "arn:aws:iam::2:root" },
            }),
          },
        ),
      ],
    ],
    accepts: [
      update(
        "aws_iam_policy",
        { policy: policy(allow(["s3:GetObject", "s3:PutObject"])) },
        { policy: policy(allow("s3:GetObject")) },
      ),
      update(
        "aws_iam_policy",
        { policy: policy(allow("s3:GetObject")), name: "a" },
        { policy: policy(allow(["s3:GetObject"])), name: "b" },
      ),
    ],
  },
  "public-policy": {
    says: [
      [
        "lets everybody do s3:GetObject",
        {
          type: "aws_s3_bucket_policy",
          after: { policy: policy(allow("s3:GetObject", "*", { Principal: "*" })) },
        },
      ],
      [
        "lets everybody do sts:AssumeRole",
        {
          type: "aws_iam_role",
          after: {
            assume_role_policy: policy({
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { AWS: "*" },
            }),
          },
        },
      ],
      [
        "gives roles/storage.objectViewer to allUsers",
        {
          type: "google_storage_bucket_iam_member",
          after: { role: "roles/storage.objectViewer", member: "allUsers" },
        },
      ],
    ],
    accepts: [
      {
        type: "aws_s3_bucket_policy",
        after: {
          policy: policy(
            allow("s3:GetObject", "*", {
              Principal: "*",
              Condition: { StringEquals: { "aws:SourceVpc": "v" } },
            }),
          ),
        },
      },
      {
        type: "aws_s3_bucket_policy",
        after: { policy: policy({ Effect: "Deny", Action: "s3:*", Principal: "*", Resource: "*" }) },
      },
    ],
  },
  "public-exposure": {
    says: [
      [
        "makes the database instance reachable from the internet",
        update("aws_db_instance", { publicly_accessible: false }, { publicly_accessible: true }),
      ],
      [
        "moves aws_lb from the private network to the internet",
        update("aws_lb", { internal: true }, { internal: false }, { actions: REPLACE }),
      ],
      [
        "switches block_public_policy off",
        update(
          "aws_s3_bucket_public_access_block",
          { block_public_policy: true },
          { block_public_policy: false },
        ),
      ],
      [
        "takes the block of public access away",
        { type: "aws_s3_bucket_public_access_block", before: { block_public_acls: true } },
      ],
      ["makes the bucket public-read", { type: "aws_s3_bucket_acl", after: { acl: "public-read" } }],
      [
        "lets everybody call the function without signing in",
        { type: "aws_lambda_function_url", after: { authorization_type: "NONE" } },
      ],
    ],
    accepts: [
      update("aws_db_instance", { publicly_accessible: true }, { publicly_accessible: false }),
      { type: "aws_s3_bucket_acl", after: { acl: "private" } },
    ],
  },
};
