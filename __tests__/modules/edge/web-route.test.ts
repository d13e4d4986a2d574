import { describe, expect, it } from "vitest";
import { listenerPriority, PublicEntrance, WebRoute, type WebRouteProps } from "../../../modules/edge";
import { targetGroupName } from "../../../modules/edge/web-route";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { ENTRANCE, NETWORK } from "./fixture";

const ROUTE: Omit<WebRouteProps, "entrance"> = {
  identity: TEST_IDENTITY,
  network: NETWORK,
  service: "blog",
  port: 2368,
  hosts: ["blog.example.net"],
  paths: ["/*"],
  headers: [],
  sourceIps: [],
  healthCheck: {
    path: "/ghost/.well-known/jwks.json",
    successCodes: "200",
    intervalSeconds: 30,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
  },
  deregistrationDelaySeconds: 30,
  slowStartSeconds: 0,
  stickinessSeconds: undefined,
  targetType: "ip",
};

function synthRoute(changes: Partial<WebRouteProps> = {}) {
  let route: WebRoute | undefined;
  const made = synth((stack) => {
    const entrance = new PublicEntrance(stack, "entrance", ENTRANCE);
    route = new WebRoute(stack, "route", { ...ROUTE, entrance, ...changes });
  });
  return { made, route };
}

describe("WebRoute", () => {
  it("makes a target group for HTTP over IPv4 with the health check as asked", () => {
    expect(synthRoute().made.one("aws_lb_target_group", "route_targets")).toMatchObject({
      vpc_id: NETWORK.vpcId,
      port: 2368,
      protocol: "HTTP",
      protocol_version: "HTTP1",
      target_type: "ip",
      ip_address_type: "ipv4",
      deregistration_delay: "30",
      stickiness: { type: "lb_cookie", enabled: false },
      health_check: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: "/ghost/.well-known/jwks.json",
        matcher: "200",
        interval: 30,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      lifecycle: { create_before_destroy: true },
    });
  });

  it("forwards a host and path to it, behind the web ACL", () => {
    expect(synthRoute().made.one("aws_lb_listener_rule", "route_rule_blog_example_net")).toMatchObject({
      listener_arn: "${aws_lb_listener.entrance_https.arn}",
      priority: listenerPriority({ hosts: ["blog.example.net"], paths: ["/*"] }),
      condition: [{ host_header: { values: ["blog.example.net"] } }, { path_pattern: { values: ["/*"] } }],
      action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.route_targets.arn}" }],
      depends_on: ["aws_wafv2_web_acl_association.entrance_waf_association"],
    });
  });

  it("makes one rule per host and path, with addresses that stay when one is added", () => {
    const before = Object.keys(synthRoute({ paths: ["/app/*"] }).made.all("aws_lb_listener_rule"));
    const { made, route } = synthRoute({
      hosts: ["app.example.net", "blog.example.net"],
      paths: ["/", "/app/*", "/app*"],
    });
    const after = Object.keys(made.all("aws_lb_listener_rule"));
    expect(after).toHaveLength(6);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(route?.ready).toHaveLength(6);
  });
});

describe("WebRoute with more than hosts and paths", () => {
  const rules = (changes: Partial<WebRouteProps>) => synthRoute(changes).made.all("aws_lb_listener_rule");

  it("asks for headers and addresses in the rule of the host and path, at the same address", () => {
    const made = rules({
      headers: [{ name: "X-Version", values: ["beta*"] }],
      sourceIps: ["198.51.100.0/24"],
    });
    expect(Object.keys(made)).toEqual(["route_rule_blog_example_net"]);
    expect(made["route_rule_blog_example_net"]?.["condition"]).toEqual([
      { host_header: { values: ["blog.example.net"] } },
      { path_pattern: { values: ["/*"] } },
      { http_header: { http_header_name: "X-Version", values: ["beta*"] } },
      { source_ip: { values: ["198.51.100.0/24"] } },
    ]);
  });

  it("splits what has more than five values into rules with priorities in a row", () => {
    const blocks = Array.from({ length: 7 }, (_, index) => `198.51.${index}.0/24`);
    const made = Object.entries(rules({ sourceIps: blocks }));
    expect(made.map(([id]) => id)).toEqual([
      "route_rule_blog_example_net",
      "route_rule_blog_example_net_2",
      "route_rule_blog_example_net_3",
    ]);
    const priorities = made.map(([, rule]) => Number(rule["priority"]));
    const [first = 0] = priorities;
    expect(priorities).toEqual([first, first + 1, first + 2]);
    expect(JSON.stringify(made.map(([, rule]) => rule["condition"])).match(/198\.51\.\d\.0/g)).toHaveLength(
      7,
    );
  });

  it("keeps a client with its task, starts slowly and drains as asked", () => {
    const { made } = synthRoute({
      stickinessSeconds: 3600,
      slowStartSeconds: 60,
      deregistrationDelaySeconds: 120,
    });
    expect(made.one("aws_lb_target_group", "route_targets")).toMatchObject({
      stickiness: { type: "lb_cookie", enabled: true, cookie_duration: 3600 },
      slow_start: 60,
      deregistration_delay: "120",
    });
  });
});

describe("targetGroupName", () => {
  const base = { identity: TEST_IDENTITY, service: "blog", port: 2368, targetType: "ip" } as const;

  it("changes with whatever replaces the target group", () => {
    const names = [base, { ...base, port: 80 }, { ...base, targetType: "instance" as const }].map(
      targetGroupName,
    );
    expect(names[0]).toMatch(/^team-test-blog-[0-9a-f]{6}$/);
    expect(new Set(names).size).toBe(3);
  });

  it("stays within 32 characters and different for the longest names", () => {
    const identity = { ...TEST_IDENTITY, stack: `${"t".repeat(24)}-${"e".repeat(24)}` };
    const names = ["s".repeat(24), `${"s".repeat(23)}t`].flatMap((service) => [
      targetGroupName({ ...base, identity, service }),
      targetGroupName({ ...base, identity, service, port: 80 }),
    ]);
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$/);
  });
});

describe("a route whose requests are shifted", () => {
  const TEST = "${aws_lb_listener.entrance_https_8443.arn}";

  function shifted(changes: Partial<WebRouteProps> & { readonly weighted: boolean }) {
    const { weighted, ...over } = changes;
    let route: WebRoute | undefined;
    const made = synth((stack) => {
      const entrance = new PublicEntrance(stack, "entrance", { ...ENTRANCE, testPorts: [8443] });
      const listenerArn = entrance.testListenerArns[8443] ?? "";
      const shift = { weighted, test: { listenerArn, from: ["198.51.100.0/24"] } };
      route = new WebRoute(stack, "route", { ...ROUTE, entrance, shift, ...over });
    });
    return { made, route };
  }
  const rules = (made: ReturnType<typeof synth>) => made.all("aws_lb_listener_rule");

  it("has the same addresses as before, and more", () => {
    const before = synthRoute().made.addresses();
    const after = shifted({ weighted: false }).made.addresses();
    expect(before.filter((address) => !after.includes(address))).toEqual([]);
    expect(after.filter((address) => !before.includes(address))).toEqual([
      "aws_lb_listener.entrance_https_8443",
      "aws_lb_listener_rule.route_test_rule_blog_example_net",
      "aws_lb_target_group.route_alternate",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv4_8443",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv6_8443",
    ]);
  });

  it("has two groups that differ in their names only", () => {
    const groups = shifted({ weighted: false }).made.all("aws_lb_target_group");
    const { name, "//": _, ...targets } = groups.route_targets ?? {};
    const { name: other, "//": __, ...alternate } = groups.route_alternate ?? {};
    expect(alternate).toEqual(targets);
    expect(other).not.toBe(name);
    expect(String(other).length).toBeLessThanOrEqual(32);
  });

  it("leaves where rules lead to what shifts, and to nobody without", () => {
    for (const rule of Object.values(rules(shifted({ weighted: true }).made))) {
      expect(rule.lifecycle).toEqual({ ignore_changes: ["action"] });
    }
    for (const rule of Object.values(rules(synthRoute().made))) expect(rule).not.toHaveProperty("lifecycle");
  });

  it("names one group in each rule for CodeDeploy, the second one for tests", () => {
    const { made } = shifted({ weighted: false });
    expect(rules(made).route_rule_blog_example_net?.action).toEqual([
      { type: "forward", target_group_arn: "${aws_lb_target_group.route_targets.arn}" },
    ]);
    expect(rules(made).route_test_rule_blog_example_net).toMatchObject({
      listener_arn: TEST,
      action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.route_alternate.arn}" }],
    });
  });

  it("names both groups in each rule for ECS, which else finds no way to the second", () => {
    const { made } = shifted({ weighted: true });
    const target_group = [
      { arn: "${aws_lb_target_group.route_targets.arn}", weight: 100 },
      { arn: "${aws_lb_target_group.route_alternate.arn}", weight: 0 },
    ];
    for (const rule of Object.values(rules(made))) {
      expect(rule.action).toEqual([{ type: "forward", forward: { target_group } }]);
    }
  });

  it("lets in at the test listener whom tests come from only, under the same web ACL", () => {
    const { made } = shifted({ weighted: false });
    expect(rules(made).route_test_rule_blog_example_net?.condition).toContainEqual({
      source_ip: { values: ["198.51.100.0/24"] },
    });
    expect(JSON.stringify(rules(made).route_rule_blog_example_net?.condition)).not.toContain("source_ip");
    const listener = made.one("aws_lb_listener", "entrance_https_8443");
    const main = made.one("aws_lb_listener", "entrance_https");
    expect({ ...listener, port: 443, "//": undefined }).toEqual({ ...main, "//": undefined });
  });

  it("tells what shifts of both groups, the listeners and the rules", () => {
    const { made, route } = shifted({ weighted: false });
    expect(route?.targetGroupArnSuffixes).toHaveLength(2);
    expect(route?.shiftable?.ruleArns).toHaveLength(1);
    expect(route?.shiftable?.test?.ruleArns).toHaveLength(1);
    expect(synthRoute().route?.shiftable).toBeUndefined();
    expect(synthRoute().route?.targetGroupArnSuffixes).toHaveLength(1);
    expect(Object.keys(rules(made))).toHaveLength(2);
  });
});
