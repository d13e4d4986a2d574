import type { Construct } from "constructs";
import type { PolicyStatement } from "../identity";
import { PrivateBucket } from "../storage";
import { ciRolePath, type PlatformOwner, type StatePlace } from "./owner";

/** Days that an earlier state can still be brought back. */
const KEEP_DAYS = 90;

export interface StateBucketProps {
  readonly owner: PlatformOwner;
  readonly state: StatePlace;
  /** Other accounts whose CI roles keep their states here. */
  readonly otherAccounts: readonly string[];
}

/**
 * The bucket that Terraform keeps the states of all stacks in, this one's included.
 *
 * A `PrivateBucket` with versions, which Terraform refuses to destroy. Costs next to nothing. Locks are files beside
 * the states, so there is no table. Leaves out replication: ninety days of versions undo a mistake, not the loss of
 * a region.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export class StateBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { owner, state, otherAccounts }: StateBucketProps) {
    super(scope, id, {
      name: state.bucket,
      disposable: false,
      kmsKeyArn: state.kmsKey,
      versioned: true,
      expiry: {
        id: "expire-replaced",
        noncurrentVersionExpiration: [{ noncurrentDays: KEEP_DAYS }],
        expiration: [{ expiredObjectDeleteMarker: true }],
      },
      allow: (bucketArn) =>
        otherAccounts.flatMap((account) => letIn(account, bucketArn, state.prefix, owner.iam.path)),
    });
  }
}

/** Lets the CI roles of another account in; which state each may use is said by its own policy. */
function letIn(account: string, bucketArn: string, prefix: string, iamPath: string): PolicyStatement[] {
  const common = {
    Effect: "Allow" as const,
    // A role that is named as principal must exist already; a condition can name one that will.
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role${ciRolePath(iamPath)}ci-*` } },
  };
  return [
    { ...common, Sid: `List${account}`, Action: "s3:ListBucket", Resource: bucketArn },
    {
      ...common,
      Sid: `States${account}`,
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: `${bucketArn}/${prefix}*.tfstate`,
    },
    {
      ...common,
      Sid: `Locks${account}`,
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: `${bucketArn}/${prefix}*.tfstate.tflock`,
    },
  ];
}
