import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../identity";
import { lifecyclePolicy } from "./image-lifecycle";

export interface ImageRepositoryProps {
  readonly identity: Identity;
  /** Name of the repository, with its namespace. */
  readonly name: string;
  /** Images that are kept besides those that were deployed; 10 to 10,000. */
  readonly keepImages: number;
  /** Other accounts that may pull. */
  readonly pullAccounts: readonly string[];
  /** Whether a tag may be moved to another image: where a moved tag is what starts a pipeline. */
  readonly movableTags: boolean;
  /** ARN of the customer's key. @default - AES-256 with keys of ECR */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The images of a service.
 *
 * Makes `aws_ecr_repository` with tags that never move, a scan of every push, encryption and a lifecycle, and
 * `aws_ecr_repository_policy` where other accounts pull. Costs 0.10 USD per GB and month.
 *
 * Deliberately left out: replication to other regions, which the registry has and not a repository.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 */
export class ImageRepository extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Host and path, without tag. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    const repository = this.repository(props);
    this.lifecycle(repository, props);
    this.pullFromOutside(repository, props);
    this.arn = repository.arn;
    this.name = repository.name;
    this.url = repository.repositoryUrl;
  }

  private repository({ identity, name, movableTags, kmsKeyArn }: ImageRepositoryProps): EcrRepository {
    const byCustomer = kmsKeyArn && { encryptionType: "KMS", kmsKey: kmsKeyArn };
    return new EcrRepository(this, "repository", {
      name,
      imageTagMutability: movableTags ? "MUTABLE" : "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [byCustomer || { encryptionType: "AES256" }],
      forceDelete: !identity.protect,
      lifecycle: identity.protect ? { preventDestroy: true } : undefined,
    });
  }

  private lifecycle(repository: EcrRepository, { keepImages }: ImageRepositoryProps): void {
    new EcrLifecyclePolicy(this, "lifecycle", {
      repository: repository.name,
      policy: JSON.stringify(lifecyclePolicy(keepImages)),
    });
  }

  /** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
  private pullFromOutside(repository: EcrRepository, { pullAccounts }: ImageRepositoryProps): void {
    if (pullAccounts.length === 0) return;
    new EcrRepositoryPolicy(this, "policy", {
      repository: repository.name,
      policy: policyJson([
        {
          Sid: "PullFromOtherAccounts",
          Effect: "Allow",
          Principal: { AWS: pullAccounts.map((account) => `arn:aws:iam::${account}:root`) },
          Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        },
      ]),
    });
  }
}
