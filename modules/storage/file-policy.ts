import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { Construct } from "constructs";
import { type PolicyStatement, policyJson } from "../identity";

/** What one role may do through one access point. */
export interface FileGrant {
  /** Task role of the service. */
  readonly roleArn: string;
  readonly accessPointArn: string;
  /** Whether it may write; it may always read. */
  readonly write: boolean;
}

export interface FilePolicyProps {
  readonly fileSystemId: string;
  readonly fileSystemArn: string;
  /** No grant for a role means that it mounts nothing. */
  readonly grants: readonly FileGrant[];
}

/** All that a client of a file system can do, as opposed to what an administrator does through the API. */
const CLIENT_ACTIONS = [
  "elasticfilesystem:ClientMount",
  "elasticfilesystem:ClientWrite",
  "elasticfilesystem:ClientRootAccess",
];

/**
 * Who mounts a file system: the named roles, each through its own access point, over TLS, never as root.
 *
 * Makes `aws_efs_file_system_policy`. Costs nothing. Only what clients do is restricted, so that whoever
 * may change the policy today may change it tomorrow. A mount must use IAM (`iam = ENABLED`): with a
 * policy, anonymous mounts fail. Deliberately left out: a way to mount the whole file system.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 * @see https://docs.aws.amazon.com/efs/latest/ug/access-points-iam-policy.html
 */
export class FilePolicy extends Construct {
  constructor(scope: Construct, id: string, { fileSystemId, fileSystemArn, grants }: FilePolicyProps) {
    super(scope, id);
    const deny = (Sid: string, Action: readonly string[], Condition: PolicyStatement["Condition"]) =>
      ({ Sid, Effect: "Deny", Principal: { AWS: "*" }, Action, Resource: fileSystemArn, Condition }) as const;
    new EfsFileSystemPolicy(this, "policy", {
      fileSystemId,
      policy: policyJson([
        deny("OnlyTls", CLIENT_ACTIONS, { Bool: { "aws:SecureTransport": "false" } }),
        // An IAM policy of the account could allow it otherwise.
        deny("OnlyAccessPoints", CLIENT_ACTIONS, { Null: { "elasticfilesystem:AccessPointArn": "true" } }),
        ...grants.map((grant) => allow(grant, fileSystemArn)),
      ]),
    });
  }
}

function allow({ roleArn, accessPointArn, write }: FileGrant, fileSystemArn: string): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { AWS: roleArn },
    Action: write
      ? ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      : "elasticfilesystem:ClientMount",
    Resource: fileSystemArn,
    Condition: {
      StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn },
      Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
    },
  };
}
