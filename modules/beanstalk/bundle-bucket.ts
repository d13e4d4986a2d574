import type { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { PrivateBucket } from "../storage";

/** Days that a bundle which no version uses any more can still be brought back. */
const KEEP_DAYS = 90;

export interface BundleBucketProps {
  readonly identity: Identity;
  /** ARN of the customer's key; `undefined` stays with S3's own. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The bucket of an application's source bundles.
 *
 * A `PrivateBucket` with versions. Costs next to nothing: a bundle has a few kilobytes. A bundle in use never
 * expires, because an instance that joins next year reads it too; one that was replaced goes after 90 days.
 */
export class BundleBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { identity, kmsKeyArn }: BundleBucketProps) {
    super(scope, id, {
      name: bundleBucketName(identity),
      // Every bundle can be packed again from the team file.
      disposable: true,
      kmsKeyArn,
      versioned: true,
      expiry: {
        id: "expire-replaced",
        noncurrentVersionExpiration: [{ noncurrentDays: KEEP_DAYS }],
        expiration: [{ expiredObjectDeleteMarker: true }],
      },
    });
  }
}

/** Name of the bucket of the bundles of a stack. */
export function bundleBucketName({
  stack,
  account,
  region,
}: Pick<Identity, "stack" | "account" | "region">): string {
  return resourceName([stack, account, region, "bundles"], NAME_LIMIT.bucket);
}
