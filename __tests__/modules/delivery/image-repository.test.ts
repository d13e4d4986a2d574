import { describe, expect, it } from "vitest";
import { ImageRepository, type ImageRepositoryProps } from "../../../modules/delivery";
import { DEPLOYED_TAG_PREFIX, lifecyclePolicy } from "../../../modules/delivery/image-lifecycle";
import { synth, TEST_IDENTITY } from "../../support/synth";

function repository(props: Partial<ImageRepositoryProps> = {}) {
  return synth((stack) => {
    new ImageRepository(stack, "images", {
      identity: TEST_IDENTITY,
      name: "shop/web",
      keepImages: 100,
      pullAccounts: [],
      movableTags: false,
      kmsKeyArn: undefined,
      ...props,
    });
  });
}

describe("a repository of images", () => {
  it("has tags that never move, a scan of every push and encryption", () => {
    const stack = repository();
    expect(stack.addresses()).toEqual([
      "aws_ecr_lifecycle_policy.images_lifecycle",
      "aws_ecr_repository.images_repository",
    ]);
    expect(stack.one("aws_ecr_repository", "images_repository")).toMatchObject({
      name: "shop/web",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "AES256" }],
      force_delete: true,
    });
  });

  it("moves tags only where a moved tag starts a pipeline", () => {
    const moving = repository({ movableTags: true }).one("aws_ecr_repository", "images_repository");
    expect(moving).toMatchObject({ image_tag_mutability: "MUTABLE" });
  });

  it("is encrypted with the customer's key, and kept where data is protected", () => {
    const identity = { ...TEST_IDENTITY, protect: true };
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/1234";
    expect(repository({ identity, kmsKeyArn }).one("aws_ecr_repository", "images_repository")).toMatchObject({
      encryption_configuration: [{ encryption_type: "KMS", kms_key: kmsKeyArn }],
      force_delete: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("lets other accounts pull, and nothing else", () => {
    const stack = repository({ pullAccounts: ["444455556666"] });
    const { policy } = stack.one("aws_ecr_repository_policy", "images_policy");
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: "PullFromOtherAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      },
    ]);
  });
});

describe("the lifecycle", () => {
  it("looks at what was deployed first, and at everything last, as ECR demands", () => {
    const { rules } = lifecyclePolicy(50);
    expect(rules.map(({ rulePriority }) => rulePriority)).toEqual([1, 2, 3]);
    expect(rules[0]?.selection).toMatchObject({
      tagStatus: "tagged",
      tagPrefixList: [DEPLOYED_TAG_PREFIX],
      countNumber: 20,
    });
    expect(rules[2]?.selection).toEqual({
      tagStatus: "any",
      countType: "imageCountMoreThan",
      countNumber: 50,
    });
  });
});
