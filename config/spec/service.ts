import { z } from "zod";
import { beanstalkSpec } from "./beanstalk";
import { deployKeys } from "./deploy";
import { kindKeys } from "./kind";
import { logRetentionDays } from "./logs";
import { permissionsSpec } from "./permissions";
import { pipelineKeys } from "./pipeline";
import { ephemeralStorageGiB, processKeys } from "./process";
import { routingKeys } from "./routing";
import { s3FilesSpec } from "./s3-files";
import { scalingKeys } from "./scaling";
import { REFERENCES, SECRET_REFERENCES, secretReference } from "./secret";
import {
  containerPath,
  email,
  holdsToken,
  hostname,
  image,
  isNumberToken,
  NAME_LENGTH,
  slug,
  text,
  variableName,
  whole,
} from "./text";

const environmentValue = z.union([
  text(8192),
  z.number().refine((value) => !isNumberToken(value), { error: "is reserved" }),
  z.boolean(),
  z.strictObject({ from: z.enum(REFERENCES).describe("What the value is taken from.") }),
  z.strictObject({
    service: slug(NAME_LENGTH.service).describe("Internal service whose base URL the value is."),
  }),
]);

const secretValue = z.union([
  secretReference,
  z.strictObject({
    from: z.enum(SECRET_REFERENCES).describe("Secret of the environment itself."),
    user: z
      .string()
      .max(32)
      .optional()
      .describe("User of the database, one of `database.users`; its master when absent."),
  }),
]);

const command = z.array(text(4096)).max(64, { error: "has more than 64 words" });

const user = z.string().regex(/^[A-Za-z0-9_.-]{1,32}(:[A-Za-z0-9_.-]{1,32})?$/, {
  error: "is not a user or user:group",
});

const containerHealthCheck = z
  .strictObject({
    command: command.min(2).describe('What is run in the container: ["CMD", …] or ["CMD-SHELL", "…"].'),
    intervalSeconds: whole(5, 300).describe("Seconds between two checks."),
    timeoutSeconds: whole(2, 60).describe("Seconds before a check counts as failed."),
    retries: whole(1, 10).describe("Failures in a row before the container is unhealthy."),
    startPeriodSeconds: whole(0, 300).describe("Seconds after the start in which failures do not count."),
  })
  .partial()
  .describe("Health check inside the container. Its output is kept nowhere by ECS.");

const mount = z
  .strictObject({
    path: containerPath.describe("Where the container sees the directory."),
    uid: whole(0, 4_294_967_295).describe("Owner of every file in it."),
    gid: whole(0, 4_294_967_295).describe("Group of every file in it."),
    readOnly: z.boolean().describe("Whether the container may only read."),
  })
  .partial()
  .describe("A directory of the environment's file system with an access point of its own.");

/** Keys that the main container and every further container of a task have in common. */
const containerKeys = {
  image: image.describe("Image with a version or digest."),
  command: command.describe("Command of the container; the image's own when absent."),
  entryPoint: command.describe("Entry point of the container; the image's own when absent."),
  user: user.describe("User, or user:group, that the container runs as."),
  environment: z
    .record(variableName, environmentValue)
    .describe("Environment variables: literal text, or `{ from: database.host }` and the like."),
  secrets: z
    .record(variableName, secretValue)
    .describe("Variables filled from secrets when a task starts: an ARN, or `{ from: database.password }`."),
  containerHealthCheck,
  stopTimeoutSeconds: whole(2, 120).describe("Seconds between SIGTERM and SIGKILL."),
  readonlyRootFilesystem: z.boolean().describe("Whether the root file system is read-only."),
  ...processKeys,
  links: z
    .array(slug(NAME_LENGTH.service))
    .max(10)
    .describe("Containers of the task that this one reaches by name; Beanstalk only, Fargate has 127.0.0.1."),
};

const sidecar = z
  .strictObject({
    ...containerKeys,
    cpu: whole(2, 16_384).describe("CPU units that the container reserves."),
    memoryMiB: whole(16, 122_880).describe("Hard memory limit of the container."),
    essential: z.boolean().describe("Whether the task stops when this container does."),
    port: whole(1, 65_535).describe("TCP port that the container publishes; on Beanstalk on the instance."),
    mounts: z
      .record(
        slug(32),
        z
          .strictObject({
            path: containerPath.describe("Where the container sees the directory."),
            readOnly: z.boolean().describe("Whether the container may only read."),
          })
          .partial(),
      )
      .describe("Directories of the service's `mounts` that this container sees, too, by their names."),
  })
  .partial()
  .describe("A further container in the service's task.");

const healthCheck = z
  .strictObject({
    path: z
      .string()
      .regex(/^\/[!-~]{0,1023}$/, { error: "is not a path" })
      .refine((path) => !holdsToken(path), { error: "holds what is reserved" })
      .describe("Path that the load balancer asks for over HTTP, without X-Forwarded-Proto."),
    successCodes: z
      .string()
      .regex(/^[2-4]\d\d([,-][2-4]\d\d)*$/, { error: "is not a list of HTTP status codes" })
      .describe('Status codes of a healthy target, as in "200" or "200,301".'),
    intervalSeconds: whole(5, 300).describe("Seconds between two checks."),
    timeoutSeconds: whole(2, 120).describe("Seconds before a check counts as failed."),
    healthyThreshold: whole(2, 10).describe("Successes in a row before a target gets traffic."),
    unhealthyThreshold: whole(2, 10).describe("Failures in a row before a target loses traffic."),
    gracePeriodSeconds: whole(0, 7200).describe(
      "Seconds after a task's start in which ECS ignores failures.",
    ),
  })
  .partial()
  .describe("Health check of the load balancer.");

const mail = z
  .union([
    z.literal("none"),
    z.strictObject({
      from: email.describe("Sender. Its domain must be a verified SES identity of the account and region."),
    }),
  ])
  .describe("Mail through Amazon SES with the task's role, or `none`.");

/** Thresholds of a service's alarms. */
const alarms = z
  .strictObject({
    errorPercent: z.number().gt(0).max(100).describe("Share of responses that are 5xx, over five minutes."),
    latencySeconds: z.number().gt(0).max(4000).describe("95th percentile of the response time."),
    cpuPercent: z.number().gt(0).max(100).describe("Average use of the task's CPU."),
    memoryPercent: z.number().gt(0).max(100).describe("Average use of the task's memory."),
  })
  .partial()
  .describe("Thresholds of the service's alarms.");

/** Where containers run. */
export const RUNTIMES = ["fargate", "ec2", "beanstalk"] as const;

/** A container service. */
export const serviceSpec = z
  .strictObject({
    ...containerKeys,
    preset: z
      .enum(["ghost"])
      .describe("Well-known application whose settings are filled in; every one can be written over."),
    ...kindKeys,
    runtime: z
      .enum(RUNTIMES)
      .describe("Where the containers run; as the environment's `runtime` says when absent."),
    cpu: whole(256, 16_384).describe(
      "CPU units of the task; 1024 are one vCPU. Sidecars take theirs from it.",
    ),
    memoryMiB: whole(512, 122_880).describe("Memory of the task. Sidecars take theirs from it."),
    architecture: z
      .enum(["x86_64", "arm64"])
      .describe("Processor that the image is built for; arm64 costs about 20 % less."),
    platformVersion: z.enum(["1.4.0", "LATEST"]).describe("Fargate platform version."),
    ephemeralStorageGiB,
    port: whole(1, 65_535).describe("TCP port that the container listens on, for HTTP."),
    desiredCount: whole(0, 1000).describe("Number of tasks."),
    singleton: z
      .boolean()
      .describe("Whether two tasks at a time would do harm. Such a service never has more than one."),
    hosts: z
      .array(hostname)
      .min(1)
      .max(5, { error: "has more than five host names" })
      .describe("Host names routed to the service; the environment's domain when absent."),
    paths: z
      .array(
        z
          .string()
          .max(128)
          .regex(/^\/[A-Za-z0-9_.$/~"'@:+&*?-]*$/, { error: "is not a path pattern" }),
      )
      .min(1)
      .max(4, { error: "has more than four path patterns" })
      .describe('Path patterns routed to the service, as in "/app/*".'),
    ...routingKeys,
    ...scalingKeys,
    ...pipelineKeys,
    ...deployKeys,
    healthCheck,
    mounts: z.record(slug(32), mount).describe("Directories of the environment's file system, by name."),
    s3Files: s3FilesSpec,
    permissions: permissionsSpec,
    uploadsAssets: z
      .boolean()
      .describe("Whether the service's code may upload to the bucket of the environment's `assets`."),
    deployment: z
      .strictObject({
        minimumHealthyPercent: whole(0, 100).describe(
          "Least share of tasks that keep running during a deployment.",
        ),
        maximumPercent: whole(100, 400).describe("Most share of tasks that run during a deployment."),
      })
      .partial()
      .describe("Rolling deployment."),
    exec: z.boolean().describe("Allow `aws ecs execute-command` into the containers."),
    egressPorts: z
      .array(whole(1, 65_535))
      .min(1)
      .max(20)
      .describe("TCP ports that tasks may reach on the internet."),
    mail,
    sidecars: z
      .record(slug(NAME_LENGTH.service), sidecar)
      .describe("Further containers in the task, by name."),
    logRetentionDays,
    alarms,
    beanstalk: beanstalkSpec,
  })
  .partial()
  .describe("A container service.");

/** A service as written. */
export type ServiceSpec = z.infer<typeof serviceSpec>;
/** A sidecar as written. */
export type SidecarSpec = z.infer<typeof sidecar>;
