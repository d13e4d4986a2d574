import { describe, expect, it } from "vitest";
import type { Access } from "../../../../modules/edge";
import { TEST_IDENTITY } from "../../../support/synth";
import { synthEntrance } from "../fixture";

const IPV4_SET = "${aws_wafv2_ip_set.entrance_waf_allow_ipv4.arn}";
const IPV6_SET = "${aws_wafv2_ip_set.entrance_waf_allow_ipv6.arn}";

function acl(access: Access) {
  return synthEntrance({ access }).one("aws_wafv2_web_acl", "entrance_waf_acl");
}

function allowStatement(access: Access): unknown {
  const rules = acl(access).rule as { name: string; statement: unknown }[];
  return rules.find((rule) => rule.name === "allow-list")?.statement;
}

describe("WebAcl", () => {
  it("blocks everybody but the allow list", () => {
    expect(acl({ kind: "allow", ipv4: ["203.0.113.0/24"], ipv6: [] })).toMatchObject({
      scope: "REGIONAL",
      default_action: { block: {} },
      visibility_config: { cloudwatch_metrics_enabled: true, metric_name: "team-test" },
    });
  });

  it("lets everybody in when public, without IP sets", () => {
    const made = synthEntrance({ access: { kind: "public" } });
    const webAcl = made.one("aws_wafv2_web_acl", "entrance_waf_acl");
    expect(webAcl).toMatchObject({ default_action: { allow: {} } });
    expect(webAcl.rule).toHaveLength(4);
    expect(made.all("aws_wafv2_ip_set")).toEqual({});
  });

  it("is put in front of the load balancer once its listeners are there", () => {
    expect(synthEntrance().one("aws_wafv2_web_acl_association", "entrance_waf_association")).toMatchObject({
      resource_arn: "${aws_lb.entrance_load-balancer_alb.arn}",
      web_acl_arn: "${aws_wafv2_web_acl.entrance_waf_acl.arn}",
      timeouts: { create: "10m" },
      depends_on: ["aws_lb_listener.entrance_http", "aws_lb_listener.entrance_https"],
    });
  });
});

describe("AllowList", () => {
  it("matches a client in either family", () => {
    expect(allowStatement({ kind: "allow", ipv4: ["203.0.113.0/24"], ipv6: ["2001:db8::/32"] })).toEqual({
      or_statement: {
        statement: [
          { ip_set_reference_statement: { arn: IPV4_SET } },
          { ip_set_reference_statement: { arn: IPV6_SET } },
        ],
      },
    });
  });

  it.each([
    ["IPv4", { kind: "allow", ipv4: ["203.0.113.0/24"], ipv6: [] }, IPV4_SET],
    ["IPv6", { kind: "allow", ipv4: [], ipv6: ["2001:db8::/32"] }, IPV6_SET],
  ] as const)("matches only %s clients when only they are listed", (_family, access, arn) => {
    expect(allowStatement(access)).toEqual({ ip_set_reference_statement: { arn } });
  });

  it("keeps the set of a family that is no longer listed, emptied", () => {
    const made = synthEntrance({ access: { kind: "allow", ipv4: ["203.0.113.0/24"], ipv6: [] } });
    expect(made.one("aws_wafv2_ip_set", "entrance_waf_allow_ipv4")).toMatchObject({
      scope: "REGIONAL",
      ip_address_version: "IPV4",
      addresses: ["203.0.113.0/24"],
    });
    expect(made.one("aws_wafv2_ip_set", "entrance_waf_allow_ipv6")).toMatchObject({
      scope: "REGIONAL",
      ip_address_version: "IPV6",
      addresses: [],
    });
  });

  it("has Terraform let go of the sets before deleting them", () => {
    for (const set of Object.values(synthEntrance().all("aws_wafv2_ip_set"))) {
      expect(set.lifecycle).toEqual({ create_before_destroy: true });
    }
  });
});

describe("WafLog", () => {
  it("keeps what signs a client in out of the log", () => {
    expect(
      synthEntrance().one("aws_wafv2_web_acl_logging_configuration", "entrance_waf_log_delivery"),
    ).toMatchObject({
      resource_arn: "${aws_wafv2_web_acl.entrance_waf_acl.arn}",
      // Without the ":*" that WAF refuses.
      log_destination_configs: ["${aws_cloudwatch_log_group.entrance_waf_log_group.arn}"],
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
      depends_on: ["aws_cloudwatch_log_resource_policy.entrance_waf_log_policy"],
    });
  });

  it("writes to a group with the name that WAF wants, with the key that is asked for", () => {
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/0";
    expect(
      synthEntrance({ kmsKeyArn }).one("aws_cloudwatch_log_group", "entrance_waf_log_group"),
    ).toMatchObject({ name: "aws-waf-logs-team-test", retention_in_days: 30, kms_key_id: kmsKeyArn });
    expect(synthEntrance().one("aws_cloudwatch_log_group", "entrance_waf_log_group")).not.toHaveProperty(
      "kms_key_id",
    );
  });

  it("lets only AWS's log delivery for this account write", () => {
    const policy = synthEntrance().one("aws_cloudwatch_log_resource_policy", "entrance_waf_log_policy");
    expect(JSON.parse(String(policy.policy_document)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "${aws_cloudwatch_log_group.entrance_waf_log_group.arn}:*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:us-west-2:111122223333:*" },
        },
      },
    ]);
  });

  it("has names within AWS's limits for the longest stack", () => {
    const stack = `${"t".repeat(24)}-${"e".repeat(24)}`;
    const made = synthEntrance({ identity: { ...TEST_IDENTITY, stack } });
    const names = ["aws_wafv2_web_acl", "aws_wafv2_ip_set"].flatMap((type) =>
      Object.values(made.all(type)).map((resource) => String(resource.name)),
    );
    expect(names).toHaveLength(3);
    for (const name of names) expect(name).toMatch(/^[\w-]{1,128}$/);
  });
});
