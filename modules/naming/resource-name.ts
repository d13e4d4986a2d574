import { createHash } from "node:crypto";

/**
 * Longest names that AWS takes, in characters.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
 * @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html
 */
export const NAME_LIMIT = {
  loadBalancer: 32,
  targetGroup: 32,
  iamRole: 64,
  bucket: 63,
  dbCluster: 52,
  dbSnapshot: 255,
  wafWebAcl: 128,
  stateMachine: 80,
  eventRule: 64,
  alarm: 255,
  beanstalkEnvironment: 40,
  instanceProfile: 128,
  queue: 80,
  schedule: 64,
  originAccessControl: 64,
  pipeline: 100,
  buildProject: 150,
} as const;

const HASH_LENGTH = 6;

/**
 * Joins `parts` with hyphens. A name longer than `limit` is cut and ends in a hash of the whole name, so
 * that two long names stay different and the same parts always give the same name.
 *
 * @param parts Non-empty words in lower-case letters, digits and single hyphens.
 * @param limit Most characters; one of `NAME_LIMIT`.
 */
export function resourceName(parts: readonly string[], limit: number): string {
  const whole = parts.join("-");
  if (whole.length <= limit) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_LENGTH);
  return `${whole.slice(0, limit - HASH_LENGTH - 1).replace(/-+$/, "")}-${hash}`;
}

/** A Terraform identifier (resource address, construct id) from any name: dots and the like become hyphens. */
export function addressPart(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, "-");
}
