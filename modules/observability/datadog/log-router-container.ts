import type { Container } from "../../compute/container";
import type { DatadogOptions } from "./options";
import { LOG_ROUTER_NAME } from "./reserved";
import { tagLabels, taskTags } from "./unified-tags";

/** Opens Fluent Bit's monitoring port and gives it 30 s at the end to send what it holds; part of the image. */
const MONITORED = "/fluent-bit/configs/output-metrics-healthcheck.conf";

/**
 * The FireLens log router as a sidecar: AWS for Fluent Bit 2.29.1 or later. Its health check asks whether
 * Fluent Bit still answers, not whether Datadog takes logs, so an outage there does not become one here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */
export function logRouterContainer(options: DatadogOptions): Container {
  const { logRouter, agentLogging } = options;
  return {
    name: LOG_ROUTER_NAME,
    image: logRouter.image,
    cpu: logRouter.cpu,
    memoryMiB: logRouter.memoryMiB,
    essential: logRouter.required,
    // FireLens hands it a socket that only root may open.
    user: "0",
    environment: {},
    secrets: {},
    healthCheck: {
      command: ["CMD-SHELL", "curl -sf http://127.0.0.1:2020/api/v1/uptime || exit 1"],
      intervalSeconds: 10,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 30,
    },
    mounts: [],
    labels: tagLabels(taskTags(options)),
    // What it says about lost logs must not go through itself.
    logging: agentLogging,
    logRouter: { ecsLogMetadata: true, configFile: MONITORED },
    restart: { attemptPeriodSeconds: 60 },
    stopTimeoutSeconds: 45,
  };
}
