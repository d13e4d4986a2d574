import { z } from "zod";
import { stepKeys } from "./delivery";
import { says } from "./says";
import { accountId, holdsToken, text, whole } from "./text";

const none = z.literal("none");

/** @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections.html */
const connectionArn = z
  .string()
  .regex(/^arn:aws:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[a-f0-9-]{36}$/, {
    error: says(
      "is not the ARN of a connection",
      'Write it like "arn:aws:codeconnections:us-west-2:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab".',
    ),
  });

const branchName = z
  .string()
  .max(255, { error: "is longer than 255 characters" })
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_./-]*$/, { error: "is not the name of a branch" });

const pattern = z
  .string()
  .max(255, { error: "is longer than 255 characters" })
  .regex(/^[A-Za-z0-9_.*/{},?-]+$/, { error: "is not a pattern of letters, digits and *?{},_./-" });
const patterns = z.array(pattern).min(1).max(8, { error: "has more than eight patterns" });

const pathInSource = z
  .string()
  .max(256, { error: "is longer than 256 characters" })
  .regex(/^[A-Za-z0-9_.][A-Za-z0-9_./-]*$/, { error: "is not a relative path" })
  .refine((path) => !path.split("/").includes(".."), { error: 'holds ".."' });

const s3Object = z
  .strictObject({
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "is not a bucket name" })
      .describe("Bucket of the same account and region, with versions and with events to EventBridge."),
    key: z
      .string()
      .regex(/^[A-Za-z0-9!_.'()/-]{1,512}\.zip$/, { error: "is not the key of a zip file" })
      .refine((key) => !holdsToken(key), { error: "holds what is reserved" })
      .describe("Key of the zip file with the sources."),
  })
  .describe("A zip file that something else uploads.");

const source = z
  .strictObject({
    connection: connectionArn.describe("Connection to GitHub, GitLab or Bitbucket, set up once by a person."),
    repository: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/, {
        error: says("is not a repository", 'Write it like "example/shop".'),
      })
      .describe("Repository behind the connection, with its owner."),
    codecommit: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,100}$/, { error: "is not the name of a CodeCommit repository" })
      .describe("CodeCommit repository of the same account and region."),
    branch: branchName.describe("Branch that is built; each push starts the pipeline."),
    branches: patterns.describe(
      "Patterns of branches whose pushes start the pipeline, instead of `branch` alone; with a connection only.",
    ),
    paths: patterns.describe(
      "Patterns of files of which one has to be changed, as in a repository of many services; with a connection only.",
    ),
    ecrTag: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, { error: "is not an image tag" })
      .describe("Tag in the service's repository that something else moves to what is to be deployed."),
    s3: s3Object,
  })
  .partial()
  .describe("What starts the pipeline: one of `connection`, `codecommit`, `ecrTag` and `s3`.");

const commands = z.array(text(2048)).max(32, { error: "has more than 32 commands" });

const build = z
  .strictObject({
    dockerfile: pathInSource.describe("Dockerfile, from the root of the sources."),
    context: pathInSource.describe(
      "Directory that the Dockerfile copies from, from the root of the sources.",
    ),
    buildCommands: commands.describe("Shell commands before the image is built."),
    testCommands: commands.describe(
      "Shell commands after it; the image is `$IMAGE_URI`. It is pushed only if they succeed.",
    ),
    baseImages: z
      .array(
        z
          .string()
          .max(256)
          .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, {
            error: says(
              "is not a repository of images",
              'Write it like "docker-hub/library/ruby", without registry and tag.',
            ),
          }),
      )
      .max(16, { error: "has more than 16 repositories" })
      .describe(
        "Repositories of the account's own registry that the Dockerfile begins with, those of its pull-through cache among them.",
      ),
    computeType: z.enum(["small", "medium", "large"]).describe("Size of the build machine."),
    timeoutMinutes: whole(5, 480).describe("Minutes after which the build is stopped."),
  })
  .partial();

const pipelineSpec = z
  .strictObject({
    source,
    build: z
      .union([none, build])
      .describe("How the image is built, or `none` where the source is deployed as it is."),
    ...stepKeys,
  })
  .partial();

const repository = z
  .strictObject({
    keepImages: whole(10, 10_000).describe("Images that are kept; of those that were deployed, 20 more."),
    pullAccounts: z.array(accountId).max(100).describe("Other accounts whose environments run its images."),
  })
  .partial();

/** Keys of a service about how its image comes to be. */
export const pipelineKeys = {
  repository: z
    .union([none, repository])
    .describe(
      "The service's own repository in ECR, or `none`; when absent, it has one where its pipeline makes images.",
    ),
  pipeline: z
    .union([none, pipelineSpec])
    .describe("From a push to running containers by CodePipeline, or `none`."),
};
