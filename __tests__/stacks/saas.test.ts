import { beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY, stacksOf, type WrittenStack } from "../support/stacks";

interface Definition {
  readonly name: string;
  readonly cpu?: number;
  readonly memory?: number;
  readonly essential?: boolean;
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
}

let saas: WrittenStack;
beforeAll(() => {
  const stack = stacksOf(REPOSITORY).get("saas-production");
  if (stack === undefined) throw new Error("no saas-production");
  saas = stack;
});

function tasks(): [task: string, containers: Definition[]][] {
  return Object.entries(saas.all("aws_ecs_task_definition")).map(([name, definition]) => [
    name,
    JSON.parse(String(definition.container_definitions)),
  ]);
}

describe("the shipped team file with many services", () => {
  it("has at least eight that call each other or are called, through the load balancer inside", () => {
    const { services } = saas.environment;
    const called = new Set(services.flatMap(({ calls }) => calls));
    const connected = services.filter(({ name, calls }) => calls.length > 0 || called.has(name));
    expect(connected.length).toBeGreaterThanOrEqual(8);
    const balancers = Object.values(saas.all("aws_lb")).map(({ internal, ip_address_type: type }) => [
      internal,
      type,
    ]);
    expect(balancers).toEqual(
      expect.arrayContaining([
        [true, "dualstack"],
        [false, "dualstack"],
      ]),
    );
  });

  it("tells callers where the services are that they call", () => {
    const found = new Map(tasks()).get("service_portal_fargate_task")?.find(({ name }) => name === "portal");
    const variable = { name: "ACCOUNTS_URL", value: "http://accounts.saas-production.internal" };
    expect(found?.environment).toContainEqual(variable);
  });

  it("states the CPU of every container", () => {
    const without = tasks().flatMap(([task, containers]) =>
      containers.filter(({ cpu = 0 }) => cpu < 2).map(({ name }) => `${task} ${name}`),
    );
    expect(without).toEqual([]);
  });

  it("gives the Datadog agent resources of its own, and no way to stop an app", () => {
    const agents = tasks().flatMap(([, containers]) =>
      containers.filter(({ name }) => name === "datadog-agent"),
    );
    expect(agents).toHaveLength(tasks().length);
    for (const agent of agents) expect(agent).toMatchObject({ cpu: 256, memory: 512, essential: false });
  });

  it("has the figures of the service that once got next to no CPU", () => {
    expect(saas.one("aws_ecs_task_definition", "service_documents_fargate_task")).toMatchObject({
      cpu: "2048",
      memory: "12288",
    });
    expect(saas.one("aws_ecs_service", "service_documents_fargate_service")).toMatchObject({
      platform_version: "1.4.0",
    });
  });

  it("is larger in business hours of its customers", () => {
    const hours = saas.one(
      "aws_appautoscaling_scheduled_action",
      "service_portal_scaling_schedule_business-hours",
    );
    expect(hours).toMatchObject({
      schedule: "cron(30 8 ? * MON,TUE,WED,THU,FRI *)",
      timezone: "Asia/Tokyo",
      scalable_target_action: { min_capacity: "4", max_capacity: "12" },
    });
  });
});
