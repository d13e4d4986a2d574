import type { Task } from "../../compute/container";
import { agentContainer } from "./agent-container";
import { applicationContainer, linkedContainer } from "./application-container";
import { HOST_SOCKETS } from "./daemon-agent";
import { INSTANCE_VOLUMES, onInstance } from "./instance-agent";
import { logRouterContainer } from "./log-router-container";
import type { DatadogOptions } from "./options";
import { AGENT_PORTS, LOG_ROUTER_PORTS, SOCKET_VOLUME } from "./reserved";

/**
 * The task watched by Datadog: an agent sidecar for metrics and, if wanted, traces over Unix sockets; with
 * `logs` also a log router. The application neither depends on the agent nor stops with it. An agent whose place
 * is the instance is reached by a link, and a daemon over the same sockets; both read the logs of all containers.
 *
 * Costs what Datadog charges for a task, plus the sidecars' share of the task.
 *
 * @throws Error when a container of a task with one loopback listens where a sidecar does.
 */
export function withDatadog(task: Task, options: DatadogOptions): Task {
  switch (options.agentPlace) {
    case "instance":
      return onEachInstance(task, options);
    case "daemon":
      return besideDaemon(task, options);
    default:
      return inEachTask(task, options);
  }
}

function besideDaemon(task: Task, options: DatadogOptions): Task {
  // The daemon takes the logs from Docker, whichever driver they have.
  const ofTask = { ...options, logs: false };
  return {
    containers: task.containers.map((each, index) => applicationContainer(each, index === 0, ofTask)),
    volumes: [...task.volumes, HOST_SOCKETS],
  };
}

function onEachInstance(task: Task, options: DatadogOptions): Task {
  return {
    containers: [
      ...task.containers.map((each, index) => linkedContainer(each, index === 0, options)),
      onInstance(agentContainer(options), options),
    ],
    volumes: [...task.volumes, ...INSTANCE_VOLUMES],
  };
}

function inEachTask(task: Task, options: DatadogOptions): Task {
  refusePorts(task, options);
  return {
    containers: [
      ...task.containers.map((each, index) => applicationContainer(each, index === 0, options)),
      agentContainer(options),
      ...(options.logs ? [logRouterContainer(options)] : []),
    ],
    volumes: [...task.volumes, { kind: "scratch", name: SOCKET_VOLUME }],
  };
}

function refusePorts(task: Task, { logs }: DatadogOptions): void {
  const taken = [...AGENT_PORTS, ...(logs ? LOG_ROUTER_PORTS : [])];
  for (const { name, port } of task.containers) {
    if (port !== undefined && taken.includes(port)) {
      throw new Error(
        `Container ${name} listens on ${port}, which a Datadog sidecar of the task takes. Choose another port.`,
      );
    }
  }
}
