import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { PrivateBucket } from "../storage";

export interface AssetBucketProps {
  readonly identity: Identity;
  /** Days that an overwritten or deleted asset can be brought back. */
  readonly keepVersionsDays: number;
  /** ARN of the distribution that reads the bucket; asked for when the stack is written. */
  readonly distributionArn: () => string;
}

/**
 * The bucket that releases upload assets to. Nobody reads it but CloudFront; S3's own key encrypts it, because what is
 * in it is for the public anyway.
 *
 * Makes what `PrivateBucket` makes.
 */
export class AssetBucket extends PrivateBucket {
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { identity, keepVersionsDays, distributionArn }: AssetBucketProps,
  ) {
    const name = assetBucketName(identity);
    super(scope, id, {
      name,
      disposable: !identity.protect,
      versioned: true,
      expiry: { id: "versions", noncurrentVersionExpiration: [{ noncurrentDays: keepVersionsDays }] },
      allow: (bucketArn) => [
        {
          Sid: "LetCloudFrontRead",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            StringEquals: { "aws:SourceArn": Lazy.stringValue({ produce: distributionArn }) },
          },
        },
      ],
    });
    this.arn = `arn:aws:s3:::${name}`;
  }
}

/** Name of the bucket, known before it is made: it is unique in the world by the account and region in it. */
export function assetBucketName({ stack, account, region }: Identity): string {
  return resourceName([stack, account, region, "assets"], NAME_LIMIT.bucket);
}
