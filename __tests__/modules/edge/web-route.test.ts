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
  healthCheck: {
    path: "/ghost/.well-known/jwks.json",
    successCodes: "200",
    intervalSeconds: 30,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
  },
  deregistrationDelaySeconds: 30,
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
