import { describe, expect, test } from "vitest";
import type { PolicyStatement } from "../../../modules/identity";
import { type FileGrant, FilePolicy } from "../../../modules/storage";
import { synth, TEST_IDENTITY } from "../../support/synth";

const SYSTEM = `arn:aws:elasticfilesystem:us-west-2:${TEST_IDENTITY.account}:file-system/fs-1`;
const BLOG: FileGrant = {
  roleArn: "arn:aws:iam::111122223333:role/blog",
  accessPointArn: "arn:aws:elasticfilesystem:us-west-2:111122223333:access-point/fsap-1",
  write: true,
};

function statementsOf(...grants: FileGrant[]): PolicyStatement[] {
  const stack = synth((scope) => {
    new FilePolicy(scope, "policy", { fileSystemId: "fs-1", fileSystemArn: SYSTEM, grants });
  });
  expect(stack.addresses()).toEqual(["aws_efs_file_system_policy.policy_policy"]);
  const resource = stack.one("aws_efs_file_system_policy", "policy_policy");
  expect(resource.file_system_id).toBe("fs-1");
  return JSON.parse(String(resource.policy)).Statement;
}

describe("the file system policy", () => {
  test("refuses clients without TLS", () => {
    expect(statementsOf()[0]).toEqual({
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: [
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientWrite",
        "elasticfilesystem:ClientRootAccess",
      ],
      Resource: SYSTEM,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  test("refuses clients outside an access point, whatever IAM policies allow", () => {
    expect(statementsOf()[1]).toMatchObject({
      Sid: "OnlyAccessPoints",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Condition: { Null: { "elasticfilesystem:AccessPointArn": "true" } },
    });
  });

  test("lets a role write through its access point and a mount target", () => {
    expect(statementsOf(BLOG).slice(2)).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: BLOG.roleArn },
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: SYSTEM,
        Condition: {
          StringEquals: { "elasticfilesystem:AccessPointArn": BLOG.accessPointArn },
          Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        },
      },
    ]);
  });

  test("refuses writes of a role that may only read", () => {
    expect(statementsOf({ ...BLOG, write: false })[2]?.Action).toBe("elasticfilesystem:ClientMount");
  });

  test("refuses everybody where nobody is named", () => {
    expect(statementsOf().filter(({ Effect }) => Effect === "Allow")).toEqual([]);
  });

  test("allows nobody to act as root or to do anything", () => {
    const allowed = statementsOf(BLOG, { ...BLOG, write: false }).filter(({ Effect }) => Effect === "Allow");
    expect(allowed).toHaveLength(2);
    expect(JSON.stringify(allowed)).not.toMatch(/RootAccess|"\*"/);
  });

  test("does not lock out whoever may change it", () => {
    const actions = statementsOf(BLOG).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !action.startsWith("elasticfilesystem:Client"))).toEqual([]);
  });
});
