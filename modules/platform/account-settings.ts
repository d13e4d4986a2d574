import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";

export interface AccountSettingsProps {
  /** A provider for each region that is used. */
  readonly providers: Readonly<Record<string, TerraformProvider>>;
}

/**
 * What an account should say once and for all: no bucket can be public, whatever its own settings are, and new EBS
 * volumes are encrypted.
 *
 * Makes `aws_s3_account_public_access_block` and, in each region, `aws_ebs_encryption_by_default`. Costs nothing.
 * Leaves out what belongs to the organisation: trails, guards, budgets, service control policies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export class AccountSettings extends Construct {
  constructor(scope: Construct, id: string, { providers }: AccountSettingsProps) {
    super(scope, id);
    new S3AccountPublicAccessBlock(this, "public-access", {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    for (const [region, provider] of Object.entries(providers)) {
      new EbsEncryptionByDefault(this, `volumes_${region}`, { enabled: true, provider });
    }
  }
}
