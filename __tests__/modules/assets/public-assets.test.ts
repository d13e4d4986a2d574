import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { describe, expect, it } from "vitest";
import { assetBucketName, PublicAssets } from "../../../modules/assets";
import { synth, TEST_IDENTITY } from "../../support/synth";

function assets({ named = true, protect = TEST_IDENTITY.protect } = {}) {
  return synth((stack) => {
    const certificateProvider = named
      ? new AwsProvider(stack, "aws_us-east-1", { alias: "us-east-1", region: "us-east-1" })
      : undefined;
    const made = new PublicAssets(stack, "assets", {
      identity: { ...TEST_IDENTITY, protect },
      name: named ? { domain: "assets.example.net", zoneId: "Z1" } : undefined,
      certificateProvider,
      priceClass: "without-south-america-and-australia",
      keepVersionsDays: 30,
    });
    stack.addOverride("output.url.value", made.url);
  });
}

describe("PublicAssets", () => {
  it("lets CloudFront read the bucket, as this one distribution, and nobody else", () => {
    const { policy } = assets().one("aws_s3_bucket_policy", "assets_bucket_policy");
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: "LetCloudFrontRead",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: "${aws_s3_bucket.assets_bucket_bucket.arn}/*",
        Condition: {
          StringEquals: { "aws:SourceArn": "${aws_cloudfront_distribution.assets_cdn_distribution.arn}" },
        },
      },
      expect.objectContaining({ Sid: "RefusePlainHttp", Effect: "Deny" }),
    ]);
  });

  it("answers over HTTPS only, to both address families, under its own name", () => {
    const stack = assets();
    expect(stack.one("aws_cloudfront_distribution", "assets_cdn_distribution")).toMatchObject({
      aliases: ["assets.example.net"],
      is_ipv6_enabled: true,
      price_class: "PriceClass_200",
      default_cache_behavior: { viewer_protocol_policy: "redirect-to-https", compress: true },
      viewer_certificate: {
        minimum_protocol_version: "TLSv1.2_2021",
        ssl_support_method: "sni-only",
      },
    });
    const aliases = ["a", "aaaa"].map((type) =>
      stack.one("aws_route53_record", `assets_${type}_assets_example_net`),
    );
    expect(aliases.map(({ type }) => type)).toEqual(["A", "AAAA"]);
    for (const { alias } of aliases) expect(alias).toMatchObject({ evaluate_target_health: false });
  });

  it("asks for the certificate in us-east-1, and proves it in the zone of the environment", () => {
    const stack = assets();
    for (const [type, address] of [
      ["aws_acm_certificate", "assets_certificate_request"],
      ["aws_acm_certificate_validation", "assets_certificate_validation"],
    ] as const) {
      expect(stack.one(type, address).provider).toBe("aws.us-east-1");
    }
    const proof = stack.one("aws_route53_record", "assets_certificate_proof_assets_example_net");
    expect(proof.provider).toBeUndefined();
  });

  it("has CloudFront's own name and certificate where it has none", () => {
    const stack = assets({ named: false });
    expect(stack.all("aws_acm_certificate")).toEqual({});
    expect(stack.one("aws_cloudfront_distribution", "assets_cdn_distribution").viewer_certificate).toEqual({
      cloudfront_default_certificate: true,
    });
  });

  it("is kept in production, with the versions before", () => {
    const bucket = assets({ protect: true }).one("aws_s3_bucket", "assets_bucket_bucket");
    expect(bucket).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
    expect(assets().all("aws_s3_bucket_versioning")).toHaveProperty("assets_bucket_versioning");
  });

  it("has a bucket name that AWS takes, for the longest stack and region", () => {
    const stack = `${"t".repeat(24)}-${"e".repeat(24)}`;
    const name = assetBucketName({ ...TEST_IDENTITY, stack, region: "ap-southeast-1" });
    expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  });
});
