import type { Container } from "../../compute/container";
import type { DatadogOptions } from "./options";
import { AGENT_NAME } from "./reserved";
import { SOCKET_MOUNT, SOCKETS } from "./sockets";
import { tagLabels, tagVariables, taskTags } from "./unified-tags";

/**
 * The agent as a sidecar. It is never essential and nothing waits for it: when it fails, ECS restarts it alone
 * and the application runs on. It has a hard memory limit and a real share of CPU.
 *
 * @see https://docs.datadoghq.com/integrations/aws-fargate/
 */
export function agentContainer(options: DatadogOptions): Container {
  const { agent, apiKey, agentLogging } = options;
  return {
    name: AGENT_NAME,
    image: agent.image,
    cpu: agent.cpu,
    memoryMiB: agent.memoryMiB,
    essential: false,
    environment: environment(options),
    secrets: { DD_API_KEY: apiKey },
    healthCheck: {
      command: ["CMD-SHELL", "/probe.sh"],
      intervalSeconds: 15,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 60,
    },
    mounts: [SOCKET_MOUNT],
    labels: tagLabels(taskTags(options)),
    logging: agentLogging,
    restart: { attemptPeriodSeconds: 60 },
  };
}

function environment(options: DatadogOptions): Record<string, string> {
  return {
    ...tagVariables(taskTags(options)),
    DD_TAGS: `team:${options.team}`,
    DD_SITE: options.site,
    ECS_FARGATE: "true",
    DD_ECS_TASK_COLLECTION_ENABLED: "true",
    DD_APM_ENABLED: String(options.apm),
    ...(options.apm && { DD_APM_RECEIVER_SOCKET: SOCKETS.traces }),
    DD_DOGSTATSD_SOCKET: SOCKETS.metrics,
    DD_DOGSTATSD_ORIGIN_DETECTION: "true",
    DD_DOGSTATSD_ORIGIN_DETECTION_CLIENT: "true",
    DD_DOGSTATSD_TAG_CARDINALITY: "orchestrator",
    // Its defaults are 5000 and 5001, where many an application listens; the task has one loopback for all.
    DD_EXPVAR_PORT: "15000",
    DD_CMD_PORT: "15001",
  };
}
