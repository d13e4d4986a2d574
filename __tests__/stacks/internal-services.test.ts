import { describe, expect, it } from "vitest";
import { resourceCounts } from "../../config/resource-counts";
import { nameClaims } from "../../config/resource-names";
import { changed, PLATFORM, TEAM, withService } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf } from "../support/stacks";
import type { Attributes } from "../support/synth";

const USERS = `      users:
        image: example/users:1.0.0
        kind: internal
        port: 9090
`;
const CALLING = withService("calls: [users]\nenvironment: { USERS_URL: { service: users } }") + USERS;

function stackOf(team: string) {
  const [stack] = stacksOf(temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team })).values();
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

/** Containers of a service by their names. */
function containersOf(stack: ReturnType<typeof stackOf>, service: string): Record<string, Attributes> {
  const definition = stack.one("aws_ecs_task_definition", `service_${service}_fargate_task`);
  const all = JSON.parse(String(definition["container_definitions"])) as Attributes[];
  return Object.fromEntries(all.map((one) => [String(one["name"]), one]));
}

describe("an internal service", () => {
  it("hangs on the internal load balancer, and callers know its address", () => {
    const stack = stackOf(CALLING);
    expect(
      stack.one("aws_lb_listener_rule", "service_users_route_rule_users_festa-production_internal"),
    ).toMatchObject({ listener_arn: "${aws_lb_listener.internal_http.arn}" });
    expect(containersOf(stack, "app")["app"]?.["environment"]).toEqual([
      { name: "USERS_URL", value: "http://users.festa-production.internal" },
    ]);
  });

  it("is reached from its callers through the load balancer, and from nobody else", () => {
    const rules = stackOf(CALLING).all("aws_vpc_security_group_ingress_rule");
    const into = (group: string) =>
      Object.entries(rules)
        .filter(([, rule]) => rule["security_group_id"] === `\${aws_security_group.${group}_group.id}`)
        .map(([, rule]) => [rule["referenced_security_group_id"], rule["from_port"], rule["cidr_ipv4"]]);
    expect(into("internal_firewall")).toEqual([
      ["${aws_security_group.service_app_firewall_group.id}", 80, undefined],
    ]);
    expect(into("service_users_firewall")).toEqual([
      ["${aws_security_group.internal_firewall_group.id}", 9090, undefined],
    ]);
  });

  it("tells of errors and slow answers as a public one does", () => {
    const alarm = stackOf(CALLING).one("aws_cloudwatch_metric_alarm", "service_users_alarms_latency_alarm");
    expect(alarm["dimensions"]).toEqual({
      LoadBalancer: "${aws_lb.internal_alb.arn_suffix}",
      TargetGroup: "${aws_lb_target_group.service_users_route_targets.arn_suffix}",
    });
  });

  it("changes nothing that was there before it", () => {
    const before = stackOf(TEAM).addresses();
    expect(stackOf(CALLING).addresses()).toEqual(expect.arrayContaining(before));
  });

  it("is counted and named as it is made", () => {
    const { environment, ...stack } = stackOf(CALLING);
    const made = (type: string) => Object.values(stack.all(type));
    expect(resourceCounts(environment)).toMatchObject({
      loadBalancers: made("aws_lb").length,
      targetGroups: made("aws_lb_target_group").length,
      webAcls: made("aws_wafv2_web_acl").length,
    });
    const claimed = (kind: string) =>
      nameClaims(environment)
        .filter((claim) => claim.kind === kind)
        .map(({ name }) => name)
        .sort();
    expect(claimed("load balancer")).toEqual(
      made("aws_lb")
        .map(({ name }) => name)
        .sort(),
    );
    expect(claimed("target group")).toEqual(
      made("aws_lb_target_group")
        .map(({ name }) => name)
        .sort(),
    );
  });
});

describe("a service behind a front", () => {
  const FRONTED = changed(
    "        port: 8080\n",
    "        port: 3000\n        front: { allow: [203.0.113.0/24] }\n",
  );

  it("gets its requests from the front, which is the load balancer's target", () => {
    const stack = stackOf(FRONTED);
    expect(stack.one("aws_ecs_service", "service_app_fargate_service")["load_balancer"]).toEqual([
      {
        container_name: "front",
        container_port: 8080,
        target_group_arn: "${aws_lb_target_group.service_app_route_targets.arn}",
      },
    ]);
    const { app, front } = containersOf(stack, "app");
    expect(app).not.toHaveProperty("portMappings");
    expect(front).toMatchObject({
      essential: true,
      portMappings: [{ containerPort: 8080, protocol: "tcp" }],
    });
    expect(stack.all("aws_vpc_security_group_ingress_rule")).toHaveProperty(
      "service_app_firewall_from_load-balancer_8080",
    );
  });

  it("leaves the variables of nginx to nginx", () => {
    const front = containersOf(stackOf(FRONTED), "app")["front"] as { environment: { value: string }[] };
    const [variable] = front.environment;
    expect(variable?.value).toContain("proxy_set_header Host $http_host;");
    expect(variable?.value).toContain('proxy_pass "http://127.0.0.1:3000";');
  });
});

describe("system 5's web service", () => {
  it("listens on 4567 and is checked at /hostname", () => {
    const text = changed(
      "        port: 8080\n",
      `        port: 4567
        paths: [/hostname]
        healthCheck:
          path: /hostname
          intervalSeconds: 30
          timeoutSeconds: 15
          healthyThreshold: 3
          unhealthyThreshold: 3
`,
    );
    expect(stackOf(text).one("aws_lb_target_group", "service_app_route_targets")).toMatchObject({
      port: 4567,
      health_check: {
        path: "/hostname",
        port: "traffic-port",
        interval: 30,
        timeout: 15,
        healthy_threshold: 3,
        unhealthy_threshold: 3,
        matcher: "200",
      },
    });
  });
});
