import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Certificate } from "../edge/certificate";
import { addAliases } from "../edge/dns";
import type { Identity } from "../identity";
import { AssetBucket, assetBucketName } from "./asset-bucket";
import { Distribution, type DistributionProps } from "./distribution";

export interface PublicAssetsProps {
  readonly identity: Identity;
  /** Host name of the assets and the Route 53 zone that holds it; undefined is a name of CloudFront's own. */
  readonly name: { readonly domain: string; readonly zoneId: string } | undefined;
  /**
   * Provider of us-east-1, the only region whose certificates CloudFront takes. Needed with `name`.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
   */
  readonly certificateProvider: TerraformProvider | undefined;
  readonly priceClass: DistributionProps["priceClass"];
  /** Days that an overwritten or deleted asset can be brought back. */
  readonly keepVersionsDays: number;
}

/** What services need of the assets; made by `PublicAssets`. */
export interface Assets {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** As in `https://assets.example.net`. */
  readonly url: string;
}

/**
 * Precompiled assets of an environment: a private bucket that releases upload to, and CloudFront in front of it.
 *
 * Makes an `AssetBucket`, a `Distribution` and, with a name, a `Certificate` in us-east-1 with A and AAAA aliases. Costs
 * storage, requests and traffic. Uploads nothing: that is the release's, which knows when the assets are built.
 */
export class PublicAssets extends Construct implements Assets {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly url: string;
  /** Empty until the distribution, which needs the bucket, is there. */
  private distributionArn = "";

  constructor(scope: Construct, id: string, props: PublicAssetsProps) {
    super(scope, id);
    const bucket = this.bucket(props);
    const distribution = this.distribution(props);
    const { resource } = distribution;
    this.addNames(props, resource);
    this.distributionArn = resource.arn;
    this.bucketName = assetBucketName(props.identity);
    this.bucketArn = bucket.arn;
    this.url = `https://${props.name?.domain ?? resource.domainName}`;
  }

  private bucket({ identity, keepVersionsDays }: PublicAssetsProps): AssetBucket {
    return new AssetBucket(this, "bucket", {
      identity,
      keepVersionsDays,
      distributionArn: () => this.distributionArn,
    });
  }

  private distribution({ identity, name, certificateProvider, priceClass }: PublicAssetsProps): Distribution {
    const { region } = identity;
    return new Distribution(this, "cdn", {
      identity,
      originDomain: `${assetBucketName(identity)}.s3.${region}.amazonaws.com`,
      priceClass,
      name: name && { domain: name.domain, certificateArn: this.certificate(name, certificateProvider) },
    });
  }

  private certificate(
    { domain, zoneId }: NonNullable<PublicAssetsProps["name"]>,
    provider: TerraformProvider | undefined,
  ): string {
    return new Certificate(this, "certificate", {
      domain,
      hosts: [domain],
      zoneId,
      ...(provider && { provider }),
    }).issuedArn;
  }

  private addNames({ name }: PublicAssetsProps, cdn: { domainName: string; hostedZoneId: string }): void {
    if (name === undefined) return;
    addAliases(this, {
      loadBalancer: { dnsName: cdn.domainName, zoneId: cdn.hostedZoneId },
      hosts: [name.domain],
      zoneId: name.zoneId,
      ipAddressType: "dualstack",
      // CloudFront has no health that Route 53 could ask for, and an alias that asks is refused.
      evaluateTargetHealth: false,
    });
  }
}
