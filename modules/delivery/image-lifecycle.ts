/** Start of the tag that a build gives to what it finds deployed. */
export const DEPLOYED_TAG_PREFIX = "deployed-";

/** Images that were deployed and are kept: as many releases can be gone back. */
const KEPT_DEPLOYED = 20;
const UNTAGGED_DAYS = 7;

/**
 * Which images go. An image that a rule looks at is out of reach of the rules below it, so that what was deployed
 * stays however many builds follow.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules
 */
export function lifecyclePolicy(keepImages: number) {
  const expire = { type: "expire" };
  return {
    rules: [
      {
        rulePriority: 1,
        description: `Keep the last ${KEPT_DEPLOYED} that were deployed`,
        selection: {
          tagStatus: "tagged",
          tagPrefixList: [DEPLOYED_TAG_PREFIX],
          countType: "imageCountMoreThan",
          countNumber: KEPT_DEPLOYED,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: "Layers of pushes that never got a tag",
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: UNTAGGED_DAYS,
        },
        action: expire,
      },
      {
        rulePriority: 3,
        description: `Keep the last ${keepImages} of all others`,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keepImages },
        action: expire,
      },
    ],
  };
}
