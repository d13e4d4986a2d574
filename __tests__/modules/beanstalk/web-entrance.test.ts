import { describe, expect, it } from "vitest";
import { synth } from "../../support/synth";
import { addServices, BLOG, synthBlog, synthCruncher, WEB } from "./fixture";

const blog = synthBlog();
const LB = "${element(aws_elastic_beanstalk_environment.blog_environment.load_balancers, 0)}";

describe("the entrance of a web service", () => {
  it("puts a web ACL in front of the environment's load balancer", () => {
    expect(blog.one("aws_wafv2_web_acl_association", "blog_entrance_waf_association")).toMatchObject({
      resource_arn: LB,
      web_acl_arn: "${aws_wafv2_web_acl.blog_entrance_waf_acl.arn}",
    });
    expect(blog.one("aws_wafv2_web_acl", "blog_entrance_waf_acl")).toMatchObject({
      name: "team-test-blog",
      default_action: { block: {} },
    });
  });

  it("opens the load balancer to the world only after the web ACL is there", () => {
    const rules = blog.all("aws_vpc_security_group_ingress_rule");
    const open = Object.entries(rules).filter(([name]) => name.startsWith("blog_entrance_firewall_from_ipv"));
    expect(open.map(([name]) => name)).toEqual([
      "blog_entrance_firewall_from_ipv4_443",
      "blog_entrance_firewall_from_ipv4_80",
      "blog_entrance_firewall_from_ipv6_443",
      "blog_entrance_firewall_from_ipv6_80",
    ]);
    for (const [, rule] of open) {
      expect(rule.depends_on).toEqual(["aws_wafv2_web_acl_association.blog_entrance_waf_association"]);
    }
  });

  it("lets the load balancer, and nobody else, reach port 80 of the instances", () => {
    const toInstances = Object.values(blog.all("aws_vpc_security_group_ingress_rule")).filter(
      (rule) => rule.security_group_id === "${aws_security_group.blog_firewall_group.id}",
    );
    expect(toInstances).toMatchObject([
      {
        from_port: 80,
        to_port: 80,
        referenced_security_group_id: "${aws_security_group.blog_entrance_firewall_group.id}",
      },
    ]);
  });

  it("has its rules before the environment waits for healthy instances", () => {
    expect(blog.one("aws_elastic_beanstalk_environment", "blog_environment").depends_on).toEqual(
      expect.arrayContaining([
        "aws_vpc_security_group_ingress_rule.blog_firewall_from_load-balancer_blog_80",
        "aws_vpc_security_group_egress_rule.blog_entrance_firewall_to_blog_80",
        "aws_vpc_security_group_egress_rule.blog_firewall_to_ipv4_443",
        "aws_s3_bucket_policy.blog_entrance_logs_policy",
      ]),
    );
  });

  it("gives every host an A and an AAAA alias of the load balancer", () => {
    for (const host of ["blog_example_net", "www_example_net"]) {
      for (const type of ["A", "AAAA"]) {
        const record = blog.one("aws_route53_record", `blog_entrance_${type.toLowerCase()}_${host}`);
        expect(record).toMatchObject({
          type,
          alias: {
            name: "${aws_elastic_beanstalk_environment.blog_environment.endpoint_url}",
            zone_id: "${data.aws_lb_hosted_zone_id.blog_entrance_zone.id}",
            evaluate_target_health: true,
          },
        });
      }
    }
  });

  it("of IPv4 only has neither AAAA aliases nor IPv6 rules", () => {
    const old = synthBlog({ web: { ...WEB, ipAddressType: "ipv4" } });
    expect(old.addresses().filter((address) => /_aaaa_|entrance.*ipv6_\d/.test(address))).toEqual([]);
  });

  it("of two services have names of their own", () => {
    const shop = {
      ...BLOG,
      name: "shop",
      web: { ...WEB, domain: "shop.example.net", hosts: ["shop.example.net"] },
    };
    const both = synth((stack) => {
      addServices(stack, [BLOG, shop]);
    });
    for (const [type, name] of [
      ["aws_s3_bucket", "bucket"],
      ["aws_wafv2_web_acl", "name"],
      ["aws_wafv2_ip_set", "name"],
      ["aws_cloudwatch_log_group", "name"],
      ["aws_cloudwatch_log_resource_policy", "policy_name"],
      ["aws_security_group", "name"],
      ["aws_elastic_beanstalk_environment", "name"],
    ] as const) {
      const names = Object.values(both.all(type)).map((each) => each[name]);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(both.one("aws_cloudwatch_log_group", "shop_entrance_waf_log_group").name).toBe(
      "aws-waf-logs-team-test-shop",
    );
  });

  it("is not there for a worker", () => {
    const types = synthCruncher().addresses().join("\n");
    expect(types).not.toMatch(/wafv2|route53|acm|ingress_rule/);
  });
});

describe("the queue of a worker", () => {
  it("keeps what failed too often in a second queue, both encrypted", () => {
    const stack = synthCruncher();
    const queue = stack.one("aws_sqs_queue", "cruncher_queue_queue");
    expect(queue).toMatchObject({
      name: "team-test-cruncher",
      visibility_timeout_seconds: 300,
      message_retention_seconds: 345_600,
      sqs_managed_sse_enabled: true,
    });
    expect(JSON.parse(String(queue.redrive_policy))).toEqual({
      deadLetterTargetArn: "${aws_sqs_queue.cruncher_queue_failed.arn}",
      maxReceiveCount: 10,
    });
    expect(stack.one("aws_sqs_queue", "cruncher_queue_failed")).toMatchObject({
      name: "team-test-cruncher-failed",
      sqs_managed_sse_enabled: true,
    });
  });

  it("is encrypted with the customer's key where there is one", () => {
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/0";
    const queue = synthCruncher({ kmsKeyArn }).one("aws_sqs_queue", "cruncher_queue_queue");
    expect(queue.kms_master_key_id).toBe(kmsKeyArn);
    expect(queue).not.toHaveProperty("sqs_managed_sse_enabled");
  });
});
