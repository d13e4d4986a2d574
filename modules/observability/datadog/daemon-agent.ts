import type { Container, Task, Volume, VolumeMount } from "../../compute/container";
import { agentContainer } from "./agent-container";
import { INSTANCE_VOLUMES, onInstance } from "./instance-agent";
import type { DatadogOptions } from "./options";
import { SOCKET_VOLUME } from "./reserved";
import { SOCKET_MOUNT, SOCKETS } from "./sockets";

/** Directory of the instance that the agent's sockets are in; Docker makes it. */
export const HOST_SOCKETS: Volume = { kind: "host", name: SOCKET_VOLUME, path: SOCKETS.directory };

/** How often a stopped agent starts again. */
const RESTART_SECONDS = 60;

/**
 * The agent of an instance as a task of its own, for a daemon of the cluster. Applications on the instance have the
 * sockets where they have them on Fargate; it listens on no port of the network. It reads what containers write
 * through Docker, so that they keep their log driver.
 *
 * It wants the network of its host: there it finds the instance's metadata, which containers are kept from.
 *
 * @see https://docs.datadoghq.com/containers/amazon_ecs/
 */
export function daemonAgent(options: DatadogOptions): Task {
  const agent = agentContainer(options);
  const onHost = onInstance(agent, options);
  const mounts: VolumeMount[] = [...onHost.mounts, SOCKET_MOUNT];
  const container: Container = {
    ...onHost,
    // Of its own task; no application is in it.
    essential: true,
    environment: { ...onHost.environment, ...sockets(agent), ...LOCAL_ONLY },
    mounts,
    restart: { attemptPeriodSeconds: RESTART_SECONDS },
  };
  return { containers: [container], volumes: [...INSTANCE_VOLUMES, HOST_SOCKETS] };
}

/** In the host's network every port that is open to others would be open to the VPC. */
const LOCAL_ONLY = { DD_APM_NON_LOCAL_TRAFFIC: "false", DD_DOGSTATSD_NON_LOCAL_TRAFFIC: "false" };

function sockets({ environment }: Container): Record<string, string> {
  const names = ["DD_APM_RECEIVER_SOCKET", "DD_DOGSTATSD_SOCKET"];
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.includes(name)));
}
