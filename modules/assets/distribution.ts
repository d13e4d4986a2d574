import {
  CloudfrontDistribution,
  type CloudfrontDistributionViewerCertificate,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";

/** Caches for as long as the asset says, and compresses. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7439e55f4c86";
/** Hands on what a browser asks of fonts. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const CORS_TO_S3 = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";
/** Fonts for every site, HSTS and the like. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
const CORS_AND_SECURITY_HEADERS = "e61eb60c-9c35-4d20-a928-2b84e02af89c";

const PRICE_CLASS = {
  "north-america-and-europe": "PriceClass_100",
  "without-south-america-and-australia": "PriceClass_200",
  all: "PriceClass_All",
} as const;

export interface DistributionProps {
  readonly identity: Identity;
  /** Regional domain name of the bucket. */
  readonly originDomain: string;
  /** Host name and its certificate in us-east-1; undefined is a name of CloudFront's own. */
  readonly name: { readonly domain: string; readonly certificateArn: string } | undefined;
  readonly priceClass: keyof typeof PRICE_CLASS;
}

/**
 * CloudFront in front of a private bucket: HTTPS only, HTTP/3, both address families, compressed, with the security
 * headers that AWS manages.
 *
 * Makes `aws_cloudfront_origin_access_control` and `aws_cloudfront_distribution`. Costs requests and traffic. Leaves out
 * WAF, because assets are for everybody who has the page, and access logs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export class Distribution extends Construct {
  readonly resource: CloudfrontDistribution;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const control = new CloudfrontOriginAccessControl(this, "access", {
      name: resourceName([props.identity.stack, "assets"], NAME_LIMIT.originAccessControl),
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    this.resource = this.distribution(props, control);
  }

  private distribution(props: DistributionProps, control: CloudfrontOriginAccessControl) {
    return new CloudfrontDistribution(this, "distribution", {
      enabled: true,
      comment: `Assets of ${props.identity.stack}`,
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: PRICE_CLASS[props.priceClass],
      aliases: props.name && [props.name.domain],
      origin: [{ originId: "bucket", domainName: props.originDomain, originAccessControlId: control.id }],
      defaultCacheBehavior: {
        targetOriginId: "bucket",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        cachedMethods: ["GET", "HEAD"],
        compress: true,
        cachePolicyId: CACHING_OPTIMIZED,
        originRequestPolicyId: CORS_TO_S3,
        responseHeadersPolicyId: CORS_AND_SECURITY_HEADERS,
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: viewerCertificate(props.name),
    });
  }
}

function viewerCertificate(name: DistributionProps["name"]): CloudfrontDistributionViewerCertificate {
  if (name === undefined) return { cloudfrontDefaultCertificate: true };
  return {
    acmCertificateArn: name.certificateArn,
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: "TLSv1.2_2021",
  };
}
