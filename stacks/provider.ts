import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Environment, Service } from "../config/environment";

/** The AWS provider versions that every argument written here is valid for. */
export const AWS_PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";

/** The same where requests are shifted by ECS itself, which came with 6.4, and step by step with 6.25. */
const WITH_NATIVE_SHIFTS = ">= 6.25.0, < 7.0.0";

/** The AWS provider versions that an environment works with: what only new ones know raises the lower bound. */
export function providerVersions({ services }: Pick<Environment, "services">): string {
  const isNative = ({ runtime, deploy }: Service) =>
    runtime !== "beanstalk" && deploy.engine === "ecs-native";
  return services.some(isNative) ? WITH_NATIVE_SHIFTS : AWS_PROVIDER_VERSIONS;
}

/** What the stacks need of Terraform: S3 lock files came with 1.10, `moved` and checks long before. */
const TERRAFORM_VERSIONS = ">= 1.10.0";

/** Where and as what the resources of a provider are made. */
export interface ProviderOptions {
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Gives a stack its default provider, and says which versions it works with. */
export function addProvider(
  stack: TerraformStack,
  options: ProviderOptions,
  versions = AWS_PROVIDER_VERSIONS,
): AwsProvider {
  const provider = new AwsProvider(stack, "aws", settings(options));
  // The provider's typings would ask for exactly the version that they were made from.
  stack.addOverride("terraform.required_providers.aws.version", versions);
  stack.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
  return provider;
}

/** A provider for another region, which is its alias. */
export function addRegion(stack: TerraformStack, options: ProviderOptions): AwsProvider {
  return new AwsProvider(stack, `aws_${options.region}`, { ...settings(options), alias: options.region });
}

function settings({ account, region, tags }: ProviderOptions) {
  // Credentials of another account stop here instead of making resources there.
  return { region, allowedAccountIds: [account], defaultTags: [{ tags }] };
}
