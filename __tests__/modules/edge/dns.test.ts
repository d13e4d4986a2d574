import { describe, expect, it } from "vitest";
import { synthEntrance } from "./fixture";

const ALIAS = {
  name: "${aws_lb.entrance_load-balancer_alb.dns_name}",
  zone_id: "${aws_lb.entrance_load-balancer_alb.zone_id}",
  evaluate_target_health: true,
};

describe("aliases", () => {
  it.each([
    ["A", "entrance_a_app_example_net"],
    ["AAAA", "entrance_aaaa_app_example_net"],
  ])("gives a host an %s alias to the load balancer", (type, name) => {
    expect(synthEntrance().one("aws_route53_record", name)).toMatchObject({
      zone_id: "Z0123456789ABCDEFGHIJ",
      name: "app.example.net",
      type,
      alias: ALIAS,
    });
  });
});
