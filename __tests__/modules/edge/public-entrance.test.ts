import { describe, expect, it } from "vitest";
import { TEST_IDENTITY } from "../../support/synth";
import { ENTRANCE, NETWORK, synthEntrance } from "./fixture";

describe("PublicEntrance", () => {
  it("makes exactly these resources for a dual-stack entrance with an allow list", () => {
    expect(synthEntrance().addresses()).toEqual([
      "aws_acm_certificate.entrance_certificate_request",
      "aws_acm_certificate_validation.entrance_certificate_validation",
      "aws_cloudwatch_log_group.entrance_waf_log_group",
      "aws_cloudwatch_log_resource_policy.entrance_waf_log_policy",
      "aws_lb.entrance_load-balancer_alb",
      "aws_lb_listener.entrance_http",
      "aws_lb_listener.entrance_https",
      "aws_route53_record.entrance_a_app_example_net",
      "aws_route53_record.entrance_a_blog_example_net",
      "aws_route53_record.entrance_aaaa_app_example_net",
      "aws_route53_record.entrance_aaaa_blog_example_net",
      "aws_route53_record.entrance_certificate_proof_app_example_net",
      "aws_route53_record.entrance_certificate_proof_blog_example_net",
      "aws_s3_bucket.entrance_load-balancer_logs_bucket",
      "aws_s3_bucket_lifecycle_configuration.entrance_load-balancer_logs_lifecycle",
      "aws_s3_bucket_ownership_controls.entrance_load-balancer_logs_ownership",
      "aws_s3_bucket_policy.entrance_load-balancer_logs_policy",
      "aws_s3_bucket_public_access_block.entrance_load-balancer_logs_public-access",
      "aws_s3_bucket_server_side_encryption_configuration.entrance_load-balancer_logs_encryption",
      "aws_security_group.entrance_load-balancer_firewall_group",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv4_443",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv4_80",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv6_443",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv6_80",
      "aws_wafv2_ip_set.entrance_waf_allow_ipv4",
      "aws_wafv2_ip_set.entrance_waf_allow_ipv6",
      "aws_wafv2_web_acl.entrance_waf_acl",
      "aws_wafv2_web_acl_association.entrance_waf_association",
      "aws_wafv2_web_acl_logging_configuration.entrance_waf_log_delivery",
    ]);
  });

  it("drops exactly the AAAA aliases and the IPv6 rules with ipv4", () => {
    const ipv4 = synthEntrance({ ipAddressType: "ipv4" });
    const gone = synthEntrance()
      .addresses()
      .filter((address) => !ipv4.addresses().includes(address));
    expect(gone).toEqual([
      "aws_route53_record.entrance_aaaa_app_example_net",
      "aws_route53_record.entrance_aaaa_blog_example_net",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv6_443",
      "aws_vpc_security_group_ingress_rule.entrance_load-balancer_firewall_from_ipv6_80",
    ]);
    expect(ipv4.one("aws_lb", "entrance_load-balancer_alb")).toMatchObject({ ip_address_type: "ipv4" });
  });

  it("changes no address when a host is added", () => {
    const before = synthEntrance().addresses();
    const after = synthEntrance({ hosts: ["aaa.example.net", ...ENTRANCE.hosts] }).addresses();
    expect(after.filter((address) => !before.includes(address))).toEqual([
      "aws_route53_record.entrance_a_aaa_example_net",
      "aws_route53_record.entrance_aaaa_aaa_example_net",
      "aws_route53_record.entrance_certificate_proof_aaa_example_net",
    ]);
    expect(before.filter((address) => !after.includes(address))).toEqual([]);
  });

  it("keeps hosts apart that differ only in a dot and a hyphen", () => {
    const hosts = ["a-b.example.net", "a.b.example.net", "blog.example.net"];
    const records = Object.keys(synthEntrance({ hosts }).all("aws_route53_record"));
    expect(records.filter((name) => name.startsWith("entrance_aaaa"))).toHaveLength(3);
  });

  it("refuses an allow list without addresses", () => {
    expect(() => synthEntrance({ access: { kind: "allow", ipv4: [], ipv6: [] } })).toThrow(
      "The allow list is empty",
    );
  });

  it("protects the load balancer and the logs of a protected environment", () => {
    const made = synthEntrance({ identity: { ...TEST_IDENTITY, protect: true } });
    expect(made.one("aws_lb", "entrance_load-balancer_alb")).toMatchObject({
      enable_deletion_protection: true,
    });
    expect(made.one("aws_s3_bucket", "entrance_load-balancer_logs_bucket")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(made.one("aws_cloudwatch_log_group", "entrance_waf_log_group")).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
  });

  it("fails when an availability zone has no public subnet", () => {
    const network = { ...NETWORK, availabilityZones: ["us-west-2c"] };
    expect(() => synthEntrance({ network })).toThrow("no public subnet in us-west-2c");
  });
});
