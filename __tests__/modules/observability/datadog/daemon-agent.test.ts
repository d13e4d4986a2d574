import { describe, expect, it } from "vitest";
import { instanceTaskProblems } from "../../../../modules/compute";
import { daemonAgent, withDatadog } from "../../../../modules/observability";
import { DATADOG } from "../../beanstalk/datadog";
import { container, GHOST, task } from "../../compute/tasks";

const OPTIONS = { ...DATADOG, agentPlace: "daemon" } as const;
const SOCKETS = { kind: "host", name: "dd-sockets", path: "/var/run/datadog" };

describe("the agent of a cluster's instances", () => {
  const { containers, volumes } = daemonAgent(OPTIONS);
  const [agent, ...others] = containers;

  it("is a task of its own that ECS takes", () => {
    expect(others).toEqual([]);
    expect(agent?.essential).toBe(true);
    const size = { cpu: OPTIONS.agent.cpu, memoryMiB: OPTIONS.agent.memoryMiB };
    expect(instanceTaskProblems({ containers, volumes }, size, "host")).toEqual([]);
  });

  it("has its sockets in a directory of the instance, and what it reads is read-only", () => {
    expect(volumes).toContainEqual(SOCKETS);
    expect(agent?.mounts.map(({ path, readOnly }) => [path, readOnly])).toEqual([
      ["/var/run/docker.sock", true],
      ["/host/proc", true],
      ["/host/sys/fs/cgroup", true],
      ["/var/run/datadog", false],
    ]);
  });

  it("listens on no port of the host's network, and has its key by reference only", () => {
    expect(agent?.environment).toMatchObject({
      DD_APM_RECEIVER_SOCKET: "/var/run/datadog/apm.socket",
      DD_DOGSTATSD_SOCKET: "/var/run/datadog/dsd.socket",
      DD_APM_NON_LOCAL_TRAFFIC: "false",
      DD_DOGSTATSD_NON_LOCAL_TRAFFIC: "false",
      DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: "true",
    });
    expect(agent?.environment).not.toHaveProperty("ECS_FARGATE");
    expect(agent?.port).toBeUndefined();
    expect(agent?.secrets).toEqual({ DD_API_KEY: OPTIONS.apiKey });
  });
});

describe("an application beside the agent of its instance", () => {
  const watched = withDatadog(GHOST, OPTIONS);
  const inTask = withDatadog(GHOST, { ...DATADOG, agentPlace: "task" });

  it("has the variables and mounts that it has on Fargate", () => {
    expect(watched.containers).toHaveLength(1);
    const wiring = ({ containers: [first] }: typeof watched) => [
      first?.environment,
      first?.mounts,
      first?.labels,
    ];
    expect(wiring(watched)).toEqual(wiring(inTask));
    expect(watched.volumes).toContainEqual(SOCKETS);
  });

  it("keeps its log driver: the agent reads through Docker", () => {
    expect(watched.containers[0]?.logging).toEqual(GHOST.containers[0]?.logging);
  });

  it("may listen where an agent in its task would", () => {
    expect(() => withDatadog(task(container({ port: 8126 })), OPTIONS)).not.toThrow();
  });
});
