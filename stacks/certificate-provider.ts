import type { TerraformProvider, TerraformStack } from "cdktf";
import { addRegion, type ProviderOptions } from "./provider";

/** The only region whose certificates CloudFront takes. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
const CERTIFICATE_REGION = "us-east-1";

/** A provider for certificates of CloudFront; undefined where the stack's own is in their region. */
export function addCertificateProvider(
  stack: TerraformStack,
  options: ProviderOptions,
): TerraformProvider | undefined {
  return options.region === CERTIFICATE_REGION
    ? undefined
    : addRegion(stack, { ...options, region: CERTIFICATE_REGION });
}
