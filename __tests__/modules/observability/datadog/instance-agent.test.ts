import { describe, expect, it } from "vitest";
import { beanstalkTaskProblems } from "../../../../modules/beanstalk";
import { fargateTaskProblems } from "../../../../modules/compute";
import { withDatadog } from "../../../../modules/observability";
import { DATADOG } from "../../beanstalk/datadog";
import { container, GHOST, task } from "../../compute/tasks";

const watched = withDatadog(GHOST, DATADOG);
const [app, agent, ...others] = watched.containers;

describe("an agent whose place is the instance", () => {
  it("is one container beside the application, and no log router", () => {
    expect(watched.containers.map(({ name }) => name)).toEqual(["blog", "datadog-agent"]);
    expect(others).toEqual([]);
    expect(beanstalkTaskProblems(watched)).toEqual([]);
  });

  it("is reached by a link, not by a socket", () => {
    expect(app?.links).toEqual(["datadog-agent"]);
    expect(app?.environment).toMatchObject({
      DD_AGENT_HOST: "datadog-agent",
      DD_ENV: "test",
      DD_SERVICE: "blog",
      DD_VERSION: "6.77.0",
    });
    expect(Object.keys(app?.environment ?? {})).not.toContain("DD_TRACE_AGENT_URL");
    expect(app?.mounts).toEqual(GHOST.containers[0]?.mounts);
    expect(agent?.environment).toMatchObject({
      DD_APM_NON_LOCAL_TRAFFIC: "true",
      DD_DOGSTATSD_NON_LOCAL_TRAFFIC: "true",
    });
    for (const name of ["ECS_FARGATE", "DD_APM_RECEIVER_SOCKET", "DD_DOGSTATSD_SOCKET"]) {
      expect(agent?.environment).not.toHaveProperty(name);
    }
  });

  it("keeps what a team has set itself", () => {
    const own = container({ environment: { DD_AGENT_HOST: "elsewhere" }, links: ["cache"] });
    const [first] = withDatadog(task(own), DATADOG).containers;
    expect(first?.environment["DD_AGENT_HOST"]).toBe("elsewhere");
    expect(first?.links).toEqual(["cache", "datadog-agent"]);
  });

  it("leaves logs where they go, and reads them through Docker only when asked", () => {
    expect(app?.logging).toEqual(GHOST.containers[0]?.logging);
    expect(agent?.environment).toMatchObject({ DD_LOGS_ENABLED: "true" });
    const silent = withDatadog(GHOST, { ...DATADOG, logs: false }).containers[1];
    expect(silent?.environment).toMatchObject({
      DD_LOGS_ENABLED: "false",
      DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: "false",
    });
  });

  it("sees the instance, but changes nothing on it", () => {
    expect(agent?.mounts.map(({ path, readOnly }) => [path, readOnly])).toEqual([
      ["/var/run/docker.sock", true],
      ["/host/proc", true],
      ["/host/sys/fs/cgroup", true],
    ]);
    expect(watched.volumes.filter(({ kind }) => kind === "host")).toHaveLength(3);
  });

  it("cannot take the application down, and has its key by reference only", () => {
    expect(agent).toMatchObject({ essential: false, secrets: { DD_API_KEY: DATADOG.apiKey } });
  });

  it("shares no loopback with the application, which may listen where it likes", () => {
    const busy = task(container({ port: 8126 }));
    expect(() => withDatadog(busy, DATADOG)).not.toThrow();
    expect(() => withDatadog(busy, { ...DATADOG, agentPlace: "task" })).toThrow("listens on 8126");
  });

  it("is refused on Fargate, which has no instance", () => {
    const problems = fargateTaskProblems(watched, { cpu: 2048, memoryMiB: 4096 }).join("\n");
    expect(problems).toContain("has a link to datadog-agent; on Fargate it is at 127.0.0.1");
    expect(problems).toContain("The volume dd-docker-socket is a path of an instance.");
    const onPort = task(container({ port: 80, hostPort: 80 }));
    expect(fargateTaskProblems(onPort, { cpu: 1024, memoryMiB: 2048 }).join("\n")).toContain(
      "takes port 80 of an instance",
    );
  });
});
