import { z } from "zod";
import { secretReference } from "./secret";
import { image, whole } from "./text";

/** Datadog sites. @see https://docs.datadoghq.com/getting_started/site/ */
export const DATADOG_SITES = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "ddog-gov.com",
] as const;

const sidecarSize = {
  cpu: whole(128, 16_384).describe("CPU units of the sidecar; 1024 are one vCPU."),
  memoryMiB: whole(128, 122_880).describe("Hard memory limit of the sidecar."),
};

/** Datadog for every service of an environment. */
export const datadogSpec = z
  .strictObject({
    site: z.enum(DATADOG_SITES).describe("Datadog site; ap1.datadoghq.com is Tokyo."),
    apiKeySecret: secretReference.describe("Secrets Manager secret or SSM parameter that holds the API key."),
    apm: z.boolean().describe("Receive traces over a Unix socket."),
    logs: z
      .boolean()
      .describe("Send container logs to Datadog through FireLens; otherwise they go to CloudWatch Logs."),
    agent: z
      .strictObject({ image: image.describe("Agent image."), ...sidecarSize })
      .partial()
      .describe("The agent sidecar."),
    logRouter: z
      .strictObject({
        image: image.describe("Fluent Bit image."),
        ...sidecarSize,
        required: z
          .boolean()
          .describe(
            "Stop the task when the router stops: no log is lost silently, but a router failure is an outage.",
          ),
      })
      .partial()
      .describe("The FireLens log router sidecar."),
  })
  .partial()
  .describe("Datadog agent and logs for every service.");
