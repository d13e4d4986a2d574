import { Construct } from "constructs";
import { CustomerKey } from "../encryption";
import { PrivateBucket } from "../storage";
import { type PlatformOwner, planBucketName } from "./owner";

/** Days that a reviewed plan waits for its apply. */
const KEEP_DAYS = 7;

export interface PlanBucketProps {
  readonly owner: PlatformOwner;
}

/**
 * The bucket of plans between review and apply. A saved plan holds secrets in clear, so it is encrypted with a key of
 * its own, each environment reads only its own plans, and all are gone after seven days.
 *
 * Makes a `CustomerKey` and a `PrivateBucket` without versions. Costs the key's monthly price.
 */
export class PlanBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { owner }: PlanBucketProps) {
    super(scope, id);
    const key = new CustomerKey(this, "encryption", { identity: { ...owner, protect: false } });
    const name = planBucketName(owner.organization, owner.account);
    new PrivateBucket(this, "store", {
      name,
      // A plan that is lost is made again.
      disposable: true,
      kmsKeyArn: key.arn,
      versioned: false,
      expiry: { id: "expire", expiration: [{ days: KEEP_DAYS }] },
    });
    this.bucketName = name;
    this.arn = `arn:aws:s3:::${name}`;
    this.keyArn = key.arn;
  }
}
