import type { Container, Volume } from "../../compute/container";
import type { DatadogOptions } from "./options";
import { AGENT_NAME } from "./reserved";

/** What the one agent of an instance sees of it: who runs there, and what it uses. All read-only. */
const VIEWS = [
  { name: "dd-docker-socket", path: "/var/run/docker.sock", at: "/var/run/docker.sock" },
  { name: "dd-processes", path: "/proc", at: "/host/proc" },
  { name: "dd-control-groups", path: "/sys/fs/cgroup", at: "/host/sys/fs/cgroup" },
] as const;

/** Volumes that `onInstance` mounts. */
export const INSTANCE_VOLUMES: readonly Volume[] = VIEWS.map(({ name, path }) => ({
  kind: "host",
  name,
  path,
}));

/**
 * The agent as the one of its instance: it takes traces and metrics from the containers that have a link to
 * it, and reads what containers write through Docker, whichever log driver they have.
 *
 * @see https://docs.datadoghq.com/containers/amazon_ecs/
 */
export function onInstance(agent: Container, options: DatadogOptions): Container {
  return {
    ...agent,
    environment: {
      ...withoutTaskVariables(agent.environment),
      DD_APM_NON_LOCAL_TRAFFIC: String(options.apm),
      DD_DOGSTATSD_NON_LOCAL_TRAFFIC: "true",
      DD_LOGS_ENABLED: String(options.logs),
      DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: String(options.logs),
      // Docker holds what went to CloudWatch Logs for readers; there is no file of it.
      DD_LOGS_CONFIG_DOCKER_CONTAINER_USE_FILE: "false",
      DD_CONTAINER_EXCLUDE: `name:${AGENT_NAME} image:amazon/amazon-ecs-agent`,
    },
    mounts: VIEWS.map(({ name, at }) => ({ volume: name, path: at, readOnly: true })),
  };
}

/** Variables that make sense inside a Fargate task only. */
const OF_A_TASK = [
  "ECS_FARGATE",
  "DD_APM_RECEIVER_SOCKET",
  "DD_DOGSTATSD_SOCKET",
  "DD_EXPVAR_PORT",
  "DD_CMD_PORT",
];

function withoutTaskVariables(environment: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_A_TASK.includes(name)));
}
