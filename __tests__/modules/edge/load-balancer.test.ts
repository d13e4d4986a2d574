import { describe, expect, it } from "vitest";
import { loadBalancerName } from "../../../modules/edge/load-balancer";
import { synthEntrance } from "./fixture";

describe("LoadBalancer", () => {
  it("is internet-facing, strict about requests and logs them", () => {
    expect(synthEntrance().one("aws_lb", "entrance_load-balancer_alb")).toMatchObject({
      name: "team-test-alb",
      internal: false,
      load_balancer_type: "application",
      ip_address_type: "dualstack",
      subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
      idle_timeout: 60,
      enable_deletion_protection: false,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "defensive",
      xff_header_processing_mode: "append",
      access_logs: {
        bucket: "${aws_s3_bucket.entrance_load-balancer_logs_bucket.bucket}",
        enabled: true,
      },
      depends_on: [
        "aws_s3_bucket_policy.entrance_load-balancer_logs_policy",
        "aws_s3_bucket_server_side_encryption_configuration.entrance_load-balancer_logs_encryption",
      ],
    });
  });

  it("makes no bucket without access logs", () => {
    const made = synthEntrance({ accessLogRetentionDays: undefined });
    expect(made.addresses().filter((address) => address.startsWith("aws_s3"))).toEqual([]);
    expect(made.one("aws_lb", "entrance_load-balancer_alb")).not.toHaveProperty("access_logs");
  });

  it("opens ports 80 and 443 to both families and nothing else", () => {
    const rules = Object.values(synthEntrance().all("aws_vpc_security_group_ingress_rule"));
    const opened = rules.map(
      (rule) => `${rule.from_port}-${rule.to_port} ${rule.cidr_ipv4 ?? rule.cidr_ipv6}`,
    );
    expect(opened.sort()).toEqual(["443-443 0.0.0.0/0", "443-443 ::/0", "80-80 0.0.0.0/0", "80-80 ::/0"]);
  });
});

describe("loadBalancerName", () => {
  it("stays within 32 characters for the longest stack", () => {
    const longest = loadBalancerName(`${"t".repeat(24)}-${"e".repeat(24)}`);
    expect(longest).toMatch(/^[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$/);
  });

  it.each(["internal-test", "internal-tools-production"])("does not start with internal- for %s", (stack) => {
    expect(loadBalancerName(stack)).toBe(`alb-${stack}`);
  });

  it("leaves other names that begin with those letters as they are", () => {
    expect(loadBalancerName("internals-test")).toBe("internals-test-alb");
  });
});
