import { z } from "zod";
import { CLASSES, environmentSpec, tagsSpec } from "./environment";
import { platformStackSpec } from "./platform-stack";
import { quotasSpec } from "./quotas";
import { serviceSpec } from "./service";
import { accountId, hostname, slug, text } from "./text";

/**
 * What the platform may preset. Which parts an environment has (entrance, database, files, Datadog,
 * services) is decided in the team's file; the keys of a part set here count where the part exists.
 */
const layerSpec = environmentSpec.omit({ class: true, services: true }).extend({
  serviceDefaults: serviceSpec
    .pick({
      architecture: true,
      platformVersion: true,
      cpu: true,
      memoryMiB: true,
      desiredCount: true,
      deployment: true,
      deploy: true,
      healthCheck: true,
      stopTimeoutSeconds: true,
      readonlyRootFilesystem: true,
      exec: true,
      egressPorts: true,
      logRetentionDays: true,
      alarms: true,
      beanstalk: true,
    })
    .optional()
    .describe("Defaults of every service."),
});

/** A layer of defaults as written. */
export type LayerSpec = z.infer<typeof layerSpec>;

const state = z
  .discriminatedUnion("backend", [
    z.strictObject({
      backend: z
        .literal("local")
        .describe("State files in `state/` of the repository, for trying things out."),
    }),
    z.strictObject({
      backend: z.literal("s3").describe("State in an S3 bucket with a lock file."),
      bucket: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "is not a bucket name" })
        .describe("Bucket of the state files."),
      region: z.string().max(32).describe("Region of the bucket."),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9/_-]{1,128}$/, { error: "is not a key prefix" })
        .optional()
        .describe("Key prefix of the state files; none when absent."),
      kmsKey: z
        .string()
        .regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[A-Za-z0-9/_-]+$/, {
          error: "is not the ARN of a KMS key",
        })
        .optional()
        .describe("KMS key that encrypts the state; the bucket's default when absent."),
    }),
    z.strictObject({
      backend: z.literal("cloud").describe("HCP Terraform or Terraform Enterprise; one workspace per stack."),
      organization: text(64).describe("Organisation."),
      hostname: hostname.optional().describe("Host name; app.terraform.io when absent."),
      project: text(40).optional().describe("Project of the workspaces."),
    }),
  ])
  .describe("Where Terraform keeps its state.");

/** `platform.yaml`: what the platform team decides for everybody. */
export const platformSpec = z
  .strictObject({
    organization: slug(32).describe("Name of the organisation; a tag on every resource."),
    state: state.optional(),
    platform: platformStackSpec.optional(),
    accounts: z
      .record(
        accountId,
        z
          .strictObject({
            name: slug(64).describe("Name of the account, for people."),
            regions: z
              .array(z.string().max(32))
              .min(1)
              .optional()
              .describe("Regions that may be used; all when absent."),
            classes: z
              .array(z.enum(CLASSES))
              .min(1)
              .optional()
              .describe("Classes that may be used; all when absent."),
            quotas: quotasSpec.optional(),
          })
          .describe("An account that environments may be in."),
      )
      .describe("AWS accounts, by number."),
    zones: z
      .record(hostname, z.string().regex(/^Z[A-Z0-9]{1,31}$/, { error: "is not the id of a hosted zone" }))
      .optional()
      .describe("Route 53 public zones that environments may use: name and id."),
    iam: z
      .strictObject({
        path: z
          .string()
          .regex(/^\/([A-Za-z0-9_-]+\/)*$/, { error: "is not an IAM path" })
          .max(512)
          .optional()
          .describe("Path of every IAM role; `/` when absent."),
        permissionsBoundary: z
          .string()
          .regex(/^arn:aws:iam::(\d{12}|aws):policy\/[A-Za-z0-9/_+=,.@-]+$/, {
            error: "is not the ARN of an IAM policy",
          })
          .optional()
          .describe("Permissions boundary of every IAM role; no boundary when absent."),
      })
      .optional()
      .describe("Path and permissions boundary of the IAM roles made."),
    tags: tagsSpec.optional(),
    requiredTags: z
      .array(z.string().max(128))
      .optional()
      .describe("Tag keys that every environment must have."),
    defaults: layerSpec.optional().describe("Defaults of every environment."),
    classes: z
      .partialRecord(z.enum(CLASSES), layerSpec)
      .optional()
      .describe("Defaults of every environment of a class."),
  })
  .describe("What the platform team decides for every environment.");

/** `platform.yaml` as written. */
export type PlatformSpec = z.infer<typeof platformSpec>;
