import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { Construct } from "constructs";

/** Images of another registry, by the prefix of the repositories that they are kept in. */
export interface ImageCacheRule {
  readonly prefix: string;
  /** Host name of the registry. */
  readonly registry: string;
  /** ARN of the secret with the registry's user name and token. */
  readonly credentialSecret: string | undefined;
}

export interface ImageCacheProps {
  readonly rules: readonly ImageCacheRule[];
}

/**
 * Copies of other registries' images in the account's own registry, so that a pull needs neither the other registry
 * nor its limits.
 *
 * Makes an `aws_ecr_pull_through_cache_rule` for each registry. Costs storage. The first pull of an image makes its
 * repository and needs `ecr:CreateRepository` and `ecr:BatchImportUpstreamImage`, which services do not have: pull a
 * new image once with a person's rights.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export class ImageCache extends Construct {
  constructor(scope: Construct, id: string, { rules }: ImageCacheProps) {
    super(scope, id);
    for (const { prefix, registry, credentialSecret } of rules) {
      new EcrPullThroughCacheRule(this, prefix, {
        ecrRepositoryPrefix: prefix,
        upstreamRegistryUrl: registry,
        credentialArn: credentialSecret,
        // AWS fills it in where nobody wrote it, and a difference would replace the rule.
        lifecycle: { ignoreChanges: ["upstream_repository_prefix"] },
      });
    }
  }
}
