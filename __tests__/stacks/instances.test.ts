import { describe, expect, it } from "vitest";
import { resourceCounts } from "../../config/resource-counts";
import { changed, complaints, PLATFORM, TEAM, validated, withEnvironment } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf, type WrittenStack } from "../support/stacks";
import { planStack, requireTool, validateStack } from "../support/terraform";

const DATADOG =
  "datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }";
const BRIDGE = withEnvironment(
  `runtime: ec2\ncluster: {}\n${DATADOG}`,
  `${TEAM}        mounts: { data: { path: /data } }
        exec: true
      second:
        image: example/second:1.0.0
        port: 8081
        paths: ["/second/*"]
      worker:
        image: example/worker:1.0.0
      far:
        image: example/far:1.0.0
        runtime: fargate
`,
);
const AWSVPC = changed("cluster: {}", "cluster: { network: awsvpc }", BRIDGE);

function only(team: string): WrittenStack {
  expect(complaints(validated(team)).filter((one) => !one.startsWith("warning"))).toEqual([]);
  const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team });
  const [stack] = stacksOf(root).values();
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

const names = (stack: WrittenStack, type: string) => Object.keys(stack.all(type)).sort();
const service = (stack: WrittenStack, name: string) =>
  stack.one("aws_ecs_service", `service_${name}_fargate_service`);
const reference = (path: string) => "$".concat(`{${path}}`);

describe("services on instances behind Docker's bridge", () => {
  const made = () => only(BRIDGE);

  it("share one cluster, one group and one firewall, and leave Fargate to others", () => {
    const stack = made();
    expect(names(stack, "aws_ecs_cluster")).toEqual(["cluster_cluster"]);
    expect(names(stack, "aws_autoscaling_group")).toEqual(["cluster_instances_group"]);
    const groups = names(stack, "aws_security_group");
    expect(groups).toContain("cluster_instances_firewall_group");
    expect(groups).toContain("service_far_firewall_group");
    expect(groups.filter((name) => /service_(app|second|worker)/.test(name))).toEqual([]);
  });

  it("are placed by the capacity provider, without launch type, network or role", () => {
    const app = service(made(), "app");
    expect(app).toMatchObject({
      capacity_provider_strategy: [
        {
          capacity_provider: reference("aws_ecs_capacity_provider.cluster_instances_provider.name"),
          weight: 1,
        },
      ],
      ordered_placement_strategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
      availability_zone_rebalancing: "ENABLED",
      deployment_circuit_breaker: { enable: true, rollback: true },
    });
    for (const key of ["launch_type", "network_configuration", "iam_role", "platform_version"]) {
      expect(app).not.toHaveProperty(key);
    }
  });

  it("are destroyed before the cluster's list of providers", () => {
    const stack = made();
    for (const one of Object.values(stack.all("aws_ecs_service"))) {
      expect(one.depends_on).toContain("aws_ecs_cluster_capacity_providers.cluster_capacity");
    }
  });

  it("are reached by the load balancer alone, on the ports that Docker chooses", () => {
    const stack = made();
    const rules = Object.entries(stack.all("aws_vpc_security_group_ingress_rule")).filter(
      ([, rule]) =>
        rule.security_group_id === reference("aws_security_group.cluster_instances_firewall_group.id"),
    );
    expect(rules).toEqual([
      [
        "cluster_instances_firewall_from_load-balancer_32768",
        expect.objectContaining({
          from_port: 32_768,
          to_port: 65_535,
          ip_protocol: "tcp",
          referenced_security_group_id: reference(
            "aws_security_group.ingress_load-balancer_firewall_group.id",
          ),
        }),
      ],
    ]);
    for (const name of ["app", "second"]) {
      const targets = stack.one("aws_lb_target_group", `service_${name}_route_targets`);
      expect(targets).toMatchObject({ target_type: "instance", health_check: { port: "traffic-port" } });
    }
  });

  it("reach the database and the file system from their instances", () => {
    const stack = made();
    const rules = names(stack, "aws_vpc_security_group_ingress_rule");
    expect(rules).toEqual(
      expect.arrayContaining(["database_firewall_from_instances_3306", "files_firewall_from_instances_2049"]),
    );
  });

  it("have the agent as a daemon in the host's network, and no sidecar", () => {
    const stack = made();
    const definition = stack.one("aws_ecs_task_definition", "datadog_agent_task");
    expect(definition).toMatchObject({ network_mode: "host", pid_mode: "host", cpu: "256", memory: "512" });
    expect(stack.one("aws_ecs_service", "datadog_daemon_service").scheduling_strategy).toBe("DAEMON");
    const containers = (name: string) =>
      JSON.parse(
        String(stack.one("aws_ecs_task_definition", `service_${name}_fargate_task`).container_definitions),
      ).map((one: { name: string }) => one.name);
    expect(containers("app")).toEqual(["app"]);
    expect(containers("far")).toEqual(["far", "datadog-agent", "datadog-log-router"]);
  });

  it("take as many roles and target groups as are counted", () => {
    const stack = made();
    const { iamRoles, targetGroups } = resourceCounts(stack.environment);
    expect(names(stack, "aws_iam_role")).toHaveLength(iamRoles);
    expect(names(stack, "aws_lb_target_group")).toHaveLength(targetGroups);
  });

  it("reach ECS without NAT by endpoints of its own for instances", () => {
    const text = changed("ipv4Cidr:", "nat: none\n      endpoints: fargate\n      ipv4Cidr:", BRIDGE)
      .replace(DATADOG, "")
      .replaceAll("example/", "111122223333.dkr.ecr.us-west-2.amazonaws.com/");
    const services = Object.values(only(text).all("aws_vpc_endpoint")).map(
      ({ service_name }) => service_name,
    );
    for (const name of ["ecs", "ecs-agent", "ecs-telemetry"]) {
      expect(services).toContain(`com.amazonaws.us-west-2.${name}`);
    }
  });
});

describe("services on instances with interfaces of their own", () => {
  it("have firewalls of their own, private addresses and targets by address", () => {
    const stack = only(AWSVPC);
    expect(service(stack, "app").network_configuration).toEqual({
      subnets: ["us-west-2a", "us-west-2b"].map((zone) => reference(`aws_subnet.network_private_${zone}.id`)),
      security_groups: [reference("aws_security_group.service_app_firewall_group.id")],
      assign_public_ip: false,
    });
    expect(stack.one("aws_lb_target_group", "service_app_route_targets").target_type).toBe("ip");
    const rules = names(stack, "aws_vpc_security_group_ingress_rule");
    expect(rules).toContain("service_app_firewall_from_load-balancer_8080");
    expect(rules).toContain("files_firewall_from_instances_2049");
    expect(rules.filter((name) => name.startsWith("cluster_instances_"))).toEqual([]);
  });
});

/** No word of it is about where it runs. */
const SMALL = changed(
  "    ingress:\n",
  "    runtime: fargate\n    ingress:\n",
  `${TEAM}        healthCheck: { path: /up }\n`,
);

describe.each(["fargate", "ec2", "beanstalk"])("the same small team file on %s", (runtime) => {
  const text = SMALL.replace("runtime: fargate", `runtime: ${runtime}`);

  it("is fine, and planned by the real Terraform", { timeout: 240_000 }, async (context) => {
    expect(complaints(validated(text))).toEqual([]);
    requireTool(context, "terraform");
    const stack = only(text);
    await validateStack(stack.json);
    const plan = await planStack(stack.json);
    const created = (plan.resource_changes ?? []).filter(({ change }) => change.actions.join() === "create");
    expect(created.map(({ address }) => address).sort()).toEqual(stack.addresses());
  });
});

describe("a service that goes from Fargate to instances", () => {
  it("keeps its address, so that the old one gives up its name before the new one takes it", () => {
    const on = (runtime: string) => only(SMALL.replace("runtime: fargate", `runtime: ${runtime}`));
    const [before, after] = [on("fargate"), on("ec2")];
    expect(names(after, "aws_ecs_service")).toEqual(names(before, "aws_ecs_service"));
    const targets = (stack: WrittenStack) => stack.one("aws_lb_target_group", "service_app_route_targets");
    expect(targets(after).name).not.toBe(targets(before).name);
    for (const type of ["aws_rds_cluster", "aws_efs_file_system", "aws_subnet", "aws_ecs_cluster"]) {
      expect(after.all(type)).toEqual(before.all(type));
    }
  });
});
