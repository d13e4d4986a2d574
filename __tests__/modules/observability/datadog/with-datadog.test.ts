import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Container,
  fargateContainerDefinitions,
  fargateTaskProblems,
} from "../../../../modules/compute";
import {
  DATADOG_AGENT_IMAGE,
  type DatadogOptions,
  LOG_ROUTER_IMAGE,
  withDatadog,
} from "../../../../modules/observability";
import { CLOUDWATCH, container, GHOST, task } from "../../compute/tasks";

const API_KEY = "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:datadog-AbCdEf";

const OPTIONS: DatadogOptions = {
  site: "ap1.datadoghq.com",
  apiKey: API_KEY,
  apm: true,
  logs: true,
  environment: "production",
  service: "blog",
  version: "6.77.0-alpine",
  team: "saas",
  agent: { image: DATADOG_AGENT_IMAGE, cpu: 256, memoryMiB: 512 },
  logRouter: { image: LOG_ROUTER_IMAGE, cpu: 128, memoryMiB: 128, required: false },
  agentLogging: CLOUDWATCH,
};

function watched(over: Partial<DatadogOptions> = {}, ...containers: readonly Container[]) {
  const plain = containers.length > 0 ? task(...containers) : GHOST;
  const whole = withDatadog(plain, { ...OPTIONS, ...over });
  const named = (name: string) => {
    const found = whole.containers.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no container ${name}`);
    return found;
  };
  return {
    whole,
    named,
    agent: named("datadog-agent"),
    app: whole.containers[0] ?? named(""),
    names: whole.containers.map((each) => each.name),
  };
}

describe("withDatadog", () => {
  it("leaves the task it is given as it was", () => {
    const before = structuredClone(GHOST);
    watched();
    expect(GHOST).toEqual(before);
  });

  it("cannot take the application down", () => {
    const { whole, named, agent } = watched();
    expect(agent).toMatchObject({ essential: false, restart: { attemptPeriodSeconds: 60 } });
    expect(named("datadog-log-router")).toMatchObject({
      essential: false,
      restart: { attemptPeriodSeconds: 60 },
    });
    expect(whole.containers.filter((each) => each.essential).map((each) => each.name)).toEqual(["blog"]);
    expect(fargateContainerDefinitions(whole)).not.toContain("dependsOn");
  });

  it("reserves for its sidecars what it is told, and takes nothing from the application", () => {
    const size = fc.record({ cpu: fc.integer({ min: 2 }), memoryMiB: fc.integer({ min: 16 }) });
    fc.assert(
      fc.property(size, size, fc.boolean(), (agent, router, logs) => {
        const { whole, app } = watched({
          logs,
          agent: { ...OPTIONS.agent, ...agent },
          logRouter: { ...OPTIONS.logRouter, ...router },
        });
        const sum = (what: "cpu" | "memoryMiB") => whole.containers.reduce((all, it) => all + it[what], 0);
        expect(app).toMatchObject({ cpu: 1024, memoryMiB: 2048 });
        expect(sum("cpu")).toBe(1024 + agent.cpu + (logs ? router.cpu : 0));
        expect(sum("memoryMiB")).toBe(2048 + agent.memoryMiB + (logs ? router.memoryMiB : 0));
      }),
    );
  });

  it("makes a task that Fargate takes", () => {
    expect(fargateTaskProblems(watched().whole, { cpu: 2048, memoryMiB: 4096 })).toEqual([]);
  });

  it("has the key only as a reference", () => {
    const { whole, agent, app } = watched();
    expect(agent.secrets).toEqual({ DD_API_KEY: API_KEY });
    expect(app.logging).toMatchObject({ secretOptions: { apikey: API_KEY } });
    for (const each of whole.containers) expect(each.environment).not.toHaveProperty("DD_API_KEY");
  });

  it("runs a pinned, checked agent on the sockets", () => {
    const { agent, whole } = watched();
    expect(agent).toMatchObject({
      image: DATADOG_AGENT_IMAGE,
      cpu: 256,
      memoryMiB: 512,
      healthCheck: { command: ["CMD-SHELL", "/probe.sh"], intervalSeconds: 15, startPeriodSeconds: 60 },
      mounts: [{ volume: "dd-sockets", path: "/var/run/datadog", readOnly: false }],
      logging: CLOUDWATCH,
    });
    expect(agent.port).toBeUndefined();
    expect(agent.environment).toEqual({
      ECS_FARGATE: "true",
      DD_SITE: "ap1.datadoghq.com",
      DD_ENV: "production",
      DD_SERVICE: "blog",
      DD_VERSION: "6.77.0-alpine",
      DD_TAGS: "team:saas",
      DD_ECS_TASK_COLLECTION_ENABLED: "true",
      DD_APM_ENABLED: "true",
      DD_APM_RECEIVER_SOCKET: "/var/run/datadog/apm.socket",
      DD_DOGSTATSD_SOCKET: "/var/run/datadog/dsd.socket",
      DD_DOGSTATSD_ORIGIN_DETECTION: "true",
      DD_DOGSTATSD_ORIGIN_DETECTION_CLIENT: "true",
      DD_DOGSTATSD_TAG_CARDINALITY: "orchestrator",
      DD_EXPVAR_PORT: "15000",
      DD_CMD_PORT: "15001",
    });
    expect(whole.volumes).toContainEqual({ kind: "scratch", name: "dd-sockets" });
  });

  it("tells the application where the sockets are and what it is called", () => {
    const { app } = watched();
    expect(app.environment).toEqual({
      url: "https://blog.example.net",
      database__client: "mysql",
      DD_ENV: "production",
      DD_SERVICE: "blog",
      DD_VERSION: "6.77.0-alpine",
      DD_TRACE_AGENT_URL: "unix:///var/run/datadog/apm.socket",
      DD_DOGSTATSD_URL: "unix:///var/run/datadog/dsd.socket",
    });
    expect(app.mounts).toEqual([
      { volume: "content", path: "/var/lib/ghost/content", readOnly: false },
      { volume: "dd-sockets", path: "/var/run/datadog", readOnly: false },
    ]);
    expect(app.labels).toEqual({
      "com.datadoghq.tags.env": "production",
      "com.datadoghq.tags.service": "blog",
      "com.datadoghq.tags.version": "6.77.0-alpine",
    });
  });

  it("takes no traces without APM, but metrics", () => {
    const { app, agent } = watched({ apm: false });
    expect(agent.environment).toMatchObject({ DD_APM_ENABLED: "false" });
    expect(agent.environment).not.toHaveProperty("DD_APM_RECEIVER_SOCKET");
    expect(app.environment).not.toHaveProperty("DD_TRACE_AGENT_URL");
    expect(app.environment).toHaveProperty("DD_DOGSTATSD_URL");
  });

  it("keeps what the team has set, and follows it in labels and logs", () => {
    const own = container({
      environment: { DD_SERVICE: "journal", DD_TRACE_AGENT_URL: "http://127.0.0.1:8126" },
      secrets: { DD_ENV: API_KEY },
      labels: { "com.datadoghq.tags.version": "mine" },
    });
    const { app, whole } = watched({}, own);
    expect(app.environment).toMatchObject({
      DD_SERVICE: "journal",
      DD_TRACE_AGENT_URL: "http://127.0.0.1:8126",
    });
    expect(app.environment).not.toHaveProperty("DD_ENV");
    expect(app.labels).toMatchObject({
      "com.datadoghq.tags.service": "journal",
      "com.datadoghq.tags.version": "mine",
    });
    expect(app.logging).toMatchObject({ options: { dd_service: "journal" } });
    const [rendered] = JSON.parse(fargateContainerDefinitions(whole));
    const names = [...rendered.environment, ...rendered.secrets].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("makes a sidecar a service of its own, with its image's version", () => {
    const proxy = container({ name: "proxy", image: "nginx:1.29.3", cpu: 64, memoryMiB: 64 });
    const { named } = watched({}, container(), proxy);
    expect(named("proxy").environment).toMatchObject({ DD_SERVICE: "blog-proxy", DD_VERSION: "1.29.3" });
    expect(named("proxy").logging).toMatchObject({
      options: { dd_service: "blog-proxy", dd_source: "nginx" },
    });
  });

  it.each([
    ["datadoghq.com", "http-intake.logs.datadoghq.com"],
    ["datadoghq.eu", "http-intake.logs.datadoghq.eu"],
    ["ap1.datadoghq.com", "http-intake.logs.ap1.datadoghq.com"],
  ])("sends logs to %s over TLS", (site, host) => {
    expect(watched({ site }).app.logging).toEqual({
      driver: "firelens",
      options: {
        Name: "datadog",
        Host: host,
        TLS: "on",
        provider: "ecs",
        compress: "gzip",
        retry_limit: "2",
        dd_message_key: "log",
        dd_service: "blog",
        dd_source: "ghost",
        dd_tags: "env:production,version:6.77.0-alpine,team:saas",
      },
      secretOptions: { apikey: API_KEY },
    });
  });

  it("routes logs with a pinned, checked router whose own output is not routed", () => {
    expect(watched().named("datadog-log-router")).toMatchObject({
      image: LOG_ROUTER_IMAGE,
      user: "0",
      logging: CLOUDWATCH,
      logRouter: { ecsLogMetadata: true, configFile: "/fluent-bit/configs/output-metrics-healthcheck.conf" },
      healthCheck: { command: ["CMD-SHELL", "curl -sf http://127.0.0.1:2020/api/v1/uptime || exit 1"] },
    });
  });

  it("stops the task with the router only when logs are required", () => {
    const logRouter = { ...OPTIONS.logRouter, required: true };
    expect(watched({ logRouter }).named("datadog-log-router").essential).toBe(true);
  });

  it("leaves logs where they are without Datadog logs", () => {
    const { app, names } = watched({ logs: false });
    expect(app.logging).toEqual(CLOUDWATCH);
    expect(names).toEqual(["blog", "datadog-agent"]);
  });

  it.each([8125, 8126, 2020])("refuses a container on port %i", (port) => {
    expect(() => watched({}, container({ port }))).toThrow(
      `Container blog listens on ${port}, which a Datadog sidecar of the task takes. Choose another port.`,
    );
  });

  it("accepts port 5000, and the router's ports without a router", () => {
    expect(watched({}, container({ port: 5000 })).app.port).toBe(5000);
    expect(watched({ logs: false }, container({ port: 2020 })).app.port).toBe(2020);
  });
});
