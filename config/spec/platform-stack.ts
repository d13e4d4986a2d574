import { z } from "zod";
import { accountId, hostname, secretArn } from "./text";

/** Registries that ECR can fetch images from. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html */
export const UPSTREAM_REGISTRIES = [
  "public.ecr.aws",
  "registry.k8s.io",
  "quay.io",
  "registry-1.docker.io",
  "ghcr.io",
  "registry.gitlab.com",
] as const;

const cacheRule = z
  .strictObject({
    registry: z.enum(UPSTREAM_REGISTRIES).describe("Registry that images come from."),
    credentialSecret: secretArn
      .optional()
      .describe(
        "Secrets Manager secret with user name and access token, for registries that ask for one; its name starts with `ecr-pullthroughcache/`.",
      ),
  })
  .describe("Images of another registry, kept in the account's own.");

const platformAccount = z
  .strictObject({
    region: z.string().max(32).describe("Region of the platform stack and its buckets."),
    holdsState: z
      .boolean()
      .optional()
      .describe(
        "Whether the state bucket of `state` is made here, and the stack is called `platform`; false when absent.",
      ),
    oidcProvider: z
      .enum(["make", "existing"])
      .optional()
      .describe("GitHub's identity provider: an account has one, made here when absent."),
    accountSettings: z
      .enum(["safe", "unchanged"])
      .optional()
      .describe(
        "`safe`, also when absent: no S3 bucket of the account can be public, and new EBS volumes are encrypted.",
      ),
    wafLogPolicy: z
      .enum(["shared", "per-environment"])
      .optional()
      .describe(
        "Who lets AWS write the logs of web ACLs: one policy for the account in each region, or one for each entrance, also when absent. CloudWatch Logs allows ten in a region.",
      ),
    zones: z.array(hostname).max(100).optional().describe("Route 53 public zones made here, by name."),
    pullThroughCache: z
      .record(
        z
          .string()
          .max(30)
          .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, { error: "is not a prefix of ECR repositories" })
          .min(2),
        cacheRule,
      )
      .optional()
      .describe("Registries whose images ECR fetches and keeps, by the prefix of their repositories."),
  })
  .describe("An account with a platform stack.");

/** What the platform has besides environments. */
export const platformStackSpec = z
  .strictObject({
    repository: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?\/[A-Za-z0-9._-]{1,100}$/, {
        error: "is not a GitHub repository like owner/name",
      })
      .optional()
      .describe("GitHub repository whose workflows plan and apply; no roles for them when absent."),
    branch: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, { error: "is not the name of a branch" })
      .optional()
      .describe("Branch that is deployed; `main` when absent."),
    applyPolicies: z
      .array(
        z.string().regex(/^arn:aws:iam::(\d{12}|aws):policy\/[A-Za-z0-9/_+=,.@-]+$/, {
          error: "is not the ARN of an IAM policy",
        }),
      )
      .min(1)
      .max(8)
      .optional()
      .describe(
        "IAM policies of the roles that apply; `PowerUserAccess` when absent. Rights over the environment's own IAM roles come besides.",
      ),
    accounts: z.record(accountId, platformAccount).describe("Accounts with a platform stack, by number."),
  })
  .describe("The platform stacks: state bucket, roles of CI, account settings.");
