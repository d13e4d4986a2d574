import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../review/model";
import { PLAN_RULES, parseSettings, RULES } from "../../review/rules";
import { type MadeChange, reviewOf } from "../support/plan-json";

/** What a rule speaks of, with what it says, and what it lets pass. */
interface Example {
  readonly says: readonly (readonly [
    message: string,
    change: MadeChange | readonly MadeChange[],
    more?: object,
  ])[];
  readonly accepts: readonly (MadeChange | readonly MadeChange[])[];
}

const REPLACE = ["delete", "create"];
const CREATE_FIRST = ["create", "delete"];
const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: unknown, Resource: unknown = "arn:aws:s3:::a", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const update = (type: string, before: object, after: object, more: object = {}): MadeChange => ({
  type,
  before,
  after,
  ...more,
});
const ingress = (port: number, cidr: string) => ({
  from_port: port,
  to_port: port,
  protocol: "tcp",
  [cidr.includes(":") ? "ipv6_cidr_blocks" : "cidr_blocks"]: [cidr],
});
const rule = (name: string, action: object) => ({ name, priority: 1, action: [action] });

const EXAMPLES: Readonly<Record<string, Example>> = {
  "stateful-delete": {
    says: [
      [
        "deletes the Aurora cluster and what is in it",
        { type: "aws_rds_cluster", before: { engine: "aurora" } },
      ],
      [
        "deletes a deposed object of the database instance",
        { type: "aws_db_instance", before: { a: 1 }, deposed: "d1" },
      ],
    ],
    accepts: [
      { type: "aws_iam_role", before: { name: "x" } },
      { type: "aws_rds_cluster", after: { engine: "aurora" } },
    ],
  },
  "stateful-replace": {
    says: [
      [
        "replaces the S3 bucket because of bucket; what is in it does not move along",
        {
          type: "aws_s3_bucket",
          actions: REPLACE,
          before: { bucket: "a" },
          after: { bucket: "b" },
          replace_paths: [["bucket"]],
        },
      ],
    ],
    accepts: [{ type: "aws_iam_role", actions: REPLACE, before: { name: "x" }, after: { name: "y" } }],
  },
  "stateful-forget": {
    says: [
      [
        "leaves the KMS key running, unmanaged",
        { type: "aws_kms_key", actions: ["forget"], before: { a: 1 }, after: null },
      ],
    ],
    accepts: [{ type: "aws_iam_role", actions: ["forget"], before: { a: 1 } }],
  },
  "protection-off": {
    says: [
      [
        "switches deletion_protection of the Aurora cluster off",
        update("aws_rds_cluster", { deletion_protection: true }, { deletion_protection: false }),
      ],
      [
        "sets force_destroy of the S3 bucket: its data may go without a copy",
        update("aws_s3_bucket", { force_destroy: false }, { force_destroy: true }),
      ],
      [
        "keeps backups of the Aurora cluster for 1 days instead of 7",
        update("aws_rds_cluster", { backup_retention_period: 7 }, { backup_retention_period: 1 }),
      ],
    ],
    accepts: [
      update("aws_rds_cluster", { deletion_protection: false }, { deletion_protection: true }),
      update("aws_rds_cluster", { backup_retention_period: 1 }, { backup_retention_period: 7 }),
    ],
  },
  "encryption-off": {
    says: [
      [
        "switches enable_key_rotation of the KMS key off",
        update("aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }),
      ],
      [
        "takes kms_key_id of the log group away",
        update("aws_cloudwatch_log_group", { kms_key_id: "arn:k" }, { kms_key_id: "" }),
      ],
    ],
    accepts: [
      update("aws_cloudwatch_log_group", { kms_key_id: "" }, { kms_key_id: "arn:k" }),
      update(
        "aws_cloudwatch_log_group",
        { kms_key_id: "arn:k" },
        {},
        { after_unknown: { kms_key_id: true } },
      ),
    ],
  },
  "iam-admin": {
    says: [
      ["allows * on every resource", { type: "aws_iam_policy", after: { policy: policy(allow("*", "*")) } }],
      [
        "allows s3:* on every resource",
        update(
          "aws_iam_policy",
          { policy: policy(allow("s3:Get*")) },
          { policy: policy(allow(["s3:*"], ["*"])) },
        ),
      ],
      [
        "allows everything but iam:* on every resource",
        {
          type: "aws_iam_policy",
          after: { policy: policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) },
        },
      ],
      [
        "attaches AdministratorAccess",
        {
          type: "aws_iam_role_policy_attachment",
          after: { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        },
      ],
      [
        "gives roles/owner",
        { type: "google_project_iam_member", after: { role: "roles/owner", member: "user:a" } },
      ],
    ],
    accepts: [
      { type: "aws_iam_policy", after: { policy: policy(allow("s3:GetObject")) } },
      {
        type: "aws_kms_key",
        after: { policy: policy(allow("kms:*", "*", { Principal: { AWS: "arn:aws:iam::1:root" } })) },
      },
    ],
  },
  "iam-widening": {
    says: [
      [
        "allows s3:PutObject on arn:aws:s3:::a",
        update(
          "aws_iam_policy",
          { policy: policy(allow("s3:GetObject")) },
          { policy: policy(allow(["s3:GetObject", "s3:PutObject"])) },
        ),
      ],
      [
        "no longer forbids s3:*",
        update(
          "aws_s3_bucket_policy",
          { policy: policy({ Effect: "Deny", Action: "s3:*", Resource: "*" }) },
          { policy: policy() },
        ),
      ],
      [
        "allows sts:AssumeRole to arn:aws:iam::2:root",
        update(
          "aws_iam_role",
          { assume_role_policy: policy() },
          {
            assume_role_policy: policy({
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { AWS: "arn:aws:iam::2:root" },
            }),
          },
        ),
      ],
    ],
    accepts: [
      update(
        "aws_iam_policy",
        { policy: policy(allow(["s3:GetObject", "s3:PutObject"])) },
        { policy: policy(allow("s3:GetObject")) },
      ),
      update(
        "aws_iam_policy",
        { policy: policy(allow("s3:GetObject")), name: "a" },
        { policy: policy(allow(["s3:GetObject"])), name: "b" },
      ),
    ],
  },
  "public-policy": {
    says: [
      [
        "lets everybody do s3:GetObject",
        {
          type: "aws_s3_bucket_policy",
          after: { policy: policy(allow("s3:GetObject", "*", { Principal: "*" })) },
        },
      ],
      [
        "lets everybody do sts:AssumeRole",
        {
          type: "aws_iam_role",
          after: {
            assume_role_policy: policy({
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { AWS: "*" },
            }),
          },
        },
      ],
      [
        "gives roles/storage.objectViewer to allUsers",
        {
          type: "google_storage_bucket_iam_member",
          after: { role: "roles/storage.objectViewer", member: "allUsers" },
        },
      ],
    ],
    accepts: [
      {
        type: "aws_s3_bucket_policy",
        after: {
          policy: policy(
            allow("s3:GetObject", "*", {
              Principal: "*",
              Condition: { StringEquals: { "aws:SourceVpc": "v" } },
            }),
          ),
        },
      },
      {
        type: "aws_s3_bucket_policy",
        after: { policy: policy({ Effect: "Deny", Action: "s3:*", Principal: "*", Resource: "*" }) },
      },
    ],
  },
  "public-exposure": {
    says: [
      [
        "makes the database instance reachable from the internet",
        update("aws_db_instance", { publicly_accessible: false }, { publicly_accessible: true }),
      ],
      [
        "moves aws_lb from the private network to the internet",
        update("aws_lb", { internal: true }, { internal: false }, { actions: REPLACE }),
      ],
      [
        "switches block_public_policy off",
        update(
          "aws_s3_bucket_public_access_block",
          { block_public_policy: true },
          { block_public_policy: false },
        ),
      ],
      [
        "takes the block of public access away",
        { type: "aws_s3_bucket_public_access_block", before: { block_public_acls: true } },
      ],
      ["makes the bucket public-read", { type: "aws_s3_bucket_acl", after: { acl: "public-read" } }],
      [
        "lets everybody call the function without signing in",
        { type: "aws_lambda_function_url", after: { authorization_type: "NONE" } },
      ],
    ],
    accepts: [
      update("aws_db_instance", { publicly_accessible: true }, { publicly_accessible: false }),
      { type: "aws_s3_bucket_acl", after: { acl: "private" } },
    ],
  },
  "public-ingress": {
    says: [
      [
        "opens tcp/22 from ::/0",
        update("aws_security_group", { ingress: [] }, { ingress: [ingress(22, "::/0")] }),
      ],
      [
        "opens all traffic from 0.0.0.0/0",
        { type: "aws_vpc_security_group_ingress_rule", after: { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" } },
      ],
      [
        "opens tcp/8000-8100 from 0.0.0.0/0",
        {
          type: "aws_security_group_rule",
          after: {
            type: "ingress",
            protocol: "tcp",
            from_port: 8000,
            to_port: 8100,
            cidr_blocks: ["0.0.0.0/0"],
          },
        },
      ],
      [
        "opens tcp/22 from 0.0.0.0/0",
        {
          type: "google_compute_firewall",
          after: { allow: [{ protocol: "tcp", ports: ["22"] }], source_ranges: ["0.0.0.0/0"] },
        },
      ],
      [
        "opens tcp/3389 from *",
        {
          type: "azurerm_network_security_rule",
          after: {
            access: "Allow",
            direction: "Inbound",
            protocol: "Tcp",
            destination_port_range: "3389",
            source_address_prefix: "*",
          },
        },
      ],
    ],
    accepts: [
      update("aws_security_group", { ingress: [] }, { ingress: [ingress(22, "10.0.0.0/8")] }),
      update(
        "aws_security_group",
        { ingress: [ingress(22, "::/0")], name: "a" },
        { ingress: [ingress(22, "::/0")], name: "b" },
      ),
      {
        type: "aws_security_group_rule",
        after: { type: "egress", protocol: "-1", cidr_blocks: ["0.0.0.0/0"] },
      },
    ],
  },
  "public-web-ingress": {
    says: [
      ["opens tcp/443 from ::/0", { type: "aws_security_group", after: { ingress: [ingress(443, "::/0")] } }],
    ],
    accepts: [{ type: "aws_security_group", after: { ingress: [ingress(443, "10.0.0.0/8")] } }],
  },
  "wider-ingress": {
    says: [
      [
        "opens tcp/3306 from 10.9.0.0/16",
        update("aws_security_group", { ingress: [] }, { ingress: [ingress(3306, "10.9.0.0/16")] }),
      ],
    ],
    accepts: [
      { type: "aws_security_group", after: { ingress: [ingress(3306, "10.9.0.0/16")] } },
      update("aws_security_group", { ingress: [ingress(3306, "10.9.0.0/16")] }, { ingress: [] }),
    ],
  },
  "waf-removal": {
    says: [
      ["takes the web application firewall away", { type: "aws_wafv2_web_acl", before: { name: "a" } }],
      [
        "removes the firewall rules allow-list",
        update(
          "aws_wafv2_web_acl",
          { rule: [rule("allow-list", { block: [{}] }), rule("other", {})] },
          { rule: [rule("other", {})] },
        ),
      ],
      [
        "only counts what the firewall rules sqli find",
        update(
          "aws_wafv2_web_acl",
          { rule: [rule("sqli", { block: [{}], count: [] })] },
          { rule: [rule("sqli", { block: [], count: [{}] })] },
        ),
      ],
      [
        "lets through by default what was blocked",
        update(
          "aws_wafv2_web_acl",
          { rule: [rule("a", {})], default_action: [{ allow: [], block: [{}] }] },
          { rule: [rule("a", {})], default_action: [{ allow: [{}], block: [] }] },
        ),
      ],
      [
        "detaches the web application firewall",
        update("aws_cloudfront_distribution", { web_acl_id: "arn:x" }, { web_acl_id: "" }),
      ],
    ],
    accepts: [
      { type: "aws_wafv2_web_acl", after: { name: "a" } },
      update(
        "aws_wafv2_web_acl",
        { rule: [rule("a", {})] },
        { rule: [rule("a", {}), rule("b", { block: [{}] })] },
      ),
    ],
  },
  "ip-allow-list": {
    says: [
      [
        "adds 198.51.100.0/24 to addresses",
        update(
          "aws_wafv2_ip_set",
          { addresses: ["203.0.113.0/24"] },
          { addresses: ["203.0.113.0/24", "198.51.100.0/24"] },
        ),
      ],
      [
        "takes 203.0.113.0/24 off addresses",
        update("aws_wafv2_ip_set", { addresses: ["203.0.113.0/24"] }, { addresses: [] }),
      ],
    ],
    accepts: [
      update(
        "aws_wafv2_ip_set",
        { addresses: ["a", "b"], description: "x" },
        { addresses: ["b", "a"], description: "y" },
      ),
    ],
  },
  "dns-change": {
    says: [
      [
        "changes where www.example.net (A) leads",
        update(
          "aws_route53_record",
          { name: "www.example.net", type: "A", records: ["192.0.2.1"] },
          { name: "www.example.net", type: "A", records: ["192.0.2.2"] },
        ),
      ],
      [
        "deletes the DNS record www.example.net (A)",
        { type: "aws_route53_record", before: { name: "www.example.net", type: "A" } },
      ],
    ],
    accepts: [
      { type: "aws_route53_record", after: { name: "new.example.net" } },
      update("aws_route53_record", { name: "a", ttl: 60 }, { name: "a", ttl: 300 }),
    ],
  },
  "network-removal": {
    says: [
      ["takes the way out to the internet (NAT) away", { type: "aws_nat_gateway", before: { a: 1 } }],
      ["replaces a subnet", { type: "aws_subnet", actions: CREATE_FIRST, before: { a: 1 }, after: { a: 2 } }],
    ],
    accepts: [{ type: "aws_nat_gateway", after: { a: 1 } }],
  },
  "deploy-engine": {
    says: [
      [
        "moves web from rolling deployments to CodeDeploy by a new service: its tasks stop first, and requests find none until the new ones are healthy",
        {
          type: "aws_ecs_service",
          actions: REPLACE,
          before: { name: "web", deployment_controller: [{ type: "ECS" }] },
          after: { name: "web", deployment_controller: [{ type: "CODE_DEPLOY" }] },
        },
      ],
      [
        "moves web from rolling deployments to blue/green by ECS in place: tasks and requests stay where they are, and the next deployment is the first of that kind",
        update(
          "aws_ecs_service",
          { name: "web", deployment_configuration: [] },
          { name: "web", deployment_configuration: [{ strategy: "CANARY" }] },
        ),
      ],
    ],
    accepts: [
      update("aws_ecs_service", { name: "web", desired_count: 1 }, { name: "web", desired_count: 2 }),
      { type: "aws_ecs_service", after: { name: "web", deployment_controller: [{ type: "CODE_DEPLOY" }] } },
      update(
        "aws_ecs_service",
        { name: "web", deployment_configuration: [{ strategy: "LINEAR" }] },
        { name: "web", deployment_configuration: [{ strategy: "CANARY" }] },
      ),
    ],
  },
  "audit-trail-off": {
    says: [
      ["takes the audit trail away", { type: "aws_cloudtrail", before: { name: "a" } }],
      [
        "switches the threat detection off",
        update("aws_guardduty_detector", { enable: true }, { enable: false }),
      ],
      [
        "keeps logs for 7 days instead of 90",
        update("aws_cloudwatch_log_group", { retention_in_days: 90 }, { retention_in_days: 7 }),
      ],
    ],
    accepts: [update("aws_cloudwatch_log_group", { retention_in_days: 7 }, { retention_in_days: 90 })],
  },
  downtime: {
    says: [
      [
        "destroys the database instance before the new one is created: downtime",
        { type: "aws_db_instance", actions: REPLACE, before: { a: 1 }, after: { a: 2 } },
      ],
    ],
    accepts: [{ type: "aws_db_instance", actions: CREATE_FIRST, before: { a: 1 }, after: { a: 2 } }],
  },
  "drift-reverted": {
    says: [
      [
        "reverts a manual edit",
        update("made_thing", { size: 3 }, { size: 1 }),
        {
          resource_drift: [
            {
              address: "made_thing.one",
              change: { actions: ["update"], before: { size: 1 }, after: { size: 3 } },
            },
          ],
        },
      ],
      [
        "re-creates an object deleted outside",
        { after: { size: 1 } },
        {
          resource_drift: [
            { address: "made_thing.one", change: { actions: ["delete"], before: { size: 1 }, after: null } },
          ],
        },
      ],
    ],
    accepts: [update("made_thing", { size: 3 }, { size: 1 })],
  },
  production: {
    says: [["destroys made_thing in production", { before: { a: 1 } }]],
    accepts: [{ after: { a: 1 } }],
  },
  "partial-plan": {
    says: [
      [
        "is partial: it was made for some resources only (-target), and the rest was not looked at",
        { after: { a: 1 } },
        { complete: false },
      ],
    ],
    accepts: [{ after: { a: 1 } }],
  },
  "stack-removed": {
    says: [
      [
        "does nothing but destroy 2 resources, as when a stack is removed",
        [
          { address: "a.a", before: {} },
          { address: "a.b", before: {} },
        ],
      ],
    ],
    accepts: [
      { before: {} },
      [
        { address: "a.a", before: {} },
        { address: "a.b", after: {} },
      ],
    ],
  },
  "many-destroyed": {
    says: [
      [
        "destroys or replaces 10 resources at once",
        Array.from({ length: 10 }, (_, at) => ({ address: `a.b${at}`, before: {} })),
      ],
    ],
    accepts: [Array.from({ length: 9 }, (_, at) => ({ address: `a.b${at}`, before: {} }))],
  },
  "failed-check": {
    says: [
      [
        "fails: too small",
        [],
        {
          checks: [
            {
              address: { to_display: "check.a" },
              status: "fail",
              instances: [{ status: "fail", problems: [{ message: "too small" }] }],
            },
          ],
        },
      ],
    ],
    accepts: [[]],
  },
  "provider-action": {
    says: [
      [
        "runs during the apply: after create of made_thing.one",
        [],
        {
          action_invocations: [
            {
              address: "action.made.x",
              type: "made",
              lifecycle_action_trigger: {
                triggering_resource_address: "made_thing.one",
                action_trigger_event: "AfterCreate",
              },
            },
          ],
        },
      ],
    ],
    accepts: [[]],
  },
};

const PRODUCTION = { stack: "s", class: "production", owners: ["web"], sources: {} };

function findingsOf(
  name: string,
  changes: MadeChange | readonly MadeChange[],
  more: object = {},
): readonly Finding[] {
  const review = reviewOf([changes].flat(), more, { provenance: PRODUCTION });
  return review.findings.filter(({ rule: one }) => one === name);
}

describe("rules", () => {
  it("have examples, each of them", () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...RULES, ...PLAN_RULES].map(({ name }) => name).sort());
  });

  for (const [name, { says, accepts }] of Object.entries(EXAMPLES)) {
    for (const [message, changes, more] of says) {
      it(`${name} refuses what ${message}`, () => {
        const found = findingsOf(name, changes, more);
        expect(found.map((finding) => finding.message)).toEqual([message]);
        expect(found[0]?.severity).toBe([...RULES, ...PLAN_RULES].find((one) => one.name === name)?.severity);
      });
    }
    it(`${name} accepts what is not its subject`, () => {
      for (const changes of accepts) expect(findingsOf(name, changes)).toEqual([]);
    });
  }

  it("see nothing of what is marked as sensitive", () => {
    const secret = {
      type: "aws_iam_policy",
      after: { policy: policy(allow("secret:Action", "*")) },
      after_sensitive: { policy: true },
    };
    expect(reviewOf([secret]).findings).toEqual([]);
  });
});

const DELETED = { type: "aws_s3_bucket", address: "module.a.aws_s3_bucket.logs", before: { bucket: "b" } };

describe("settings", () => {
  const review = (yaml: string) => reviewOf([DELETED], {}, { settings: parseSettings(yaml) });

  it("change how much a rule weighs, or switch it off", () => {
    expect(reviewOf([DELETED]).verdict).toBe("approval");
    expect(review("rules: { stateful-delete: warn }").verdict).toBe("changes");
    expect(review("rules: { stateful-delete: off }").findings).toEqual([]);
  });

  it("say what holds data and what does not", () => {
    expect(review("notStateful: [aws_s3_bucket]").verdict).toBe("changes");
    const settings = parseSettings("stateful: [made_thing]");
    expect(reviewOf([{ before: { a: 1 } }], {}, { settings }).verdict).toBe("approval");
  });

  it("name the owners where nothing else does", () => {
    expect(review("owners: [storage-team]").approval?.owners).toEqual(["storage-team"]);
  });

  const waiver = (expires: string, address = "module.*.aws_s3_bucket.*") =>
    `waivers: [{ rule: stateful-delete, address: "${address}", owner: ana, expires: ${expires}, reason: it is empty }]`;

  it("let a finding pass by name of an owner until a day", () => {
    const { verdict, findings } = review(waiver("2026-06-01"));
    expect(verdict).toBe("changes");
    expect(findings).toMatchObject([
      { waiver: { owner: "ana", expires: "2026-06-01", reason: "it is empty" } },
    ]);
  });

  it("refuses a waiver that ended, and says so", () => {
    const { verdict, findings } = review(waiver("2026-05-31"));
    expect(verdict).toBe("approval");
    expect(findings[0]?.message).toContain("the waiver of ana ended on 2026-05-31");
  });

  it("refuses a waiver of another address", () => {
    expect(review(waiver("2026-12-31", "aws_s3_bucket.*")).verdict).toBe("approval");
  });

  it.each([
    ["rules: { no-such-rule: warn }", "there is no rule no-such-rule"],
    ["rules: { downtime: loud }", "rules.downtime"],
    ["waivers: [{ rule: downtime, expires: 2026-12-31, reason: x }]", "owner"],
    ["waivers: [{ rule: downtime, owner: ana, reason: x }]", "expires"],
    ["waivers: [{ rule: downtime, owner: ana, reason: x, expires: soon }]", "it is a day"],
    ["unknown: 1", "unknown"],
    ["rules: [", "it is not YAML"],
  ])("fails on %s", (yaml, message) => {
    expect(() => parseSettings(yaml)).toThrow(message);
  });
});

describe("findings of other tools", () => {
  const plan = [{ address: "aws_s3_bucket.a", type: "aws_s3_bucket", after: { bucket: "a" } }];

  it("come from conftest, by the address in a message or beside it", () => {
    const report = [
      {
        filename: "plan.json",
        failures: [{ msg: "`aws_s3_bucket.a` has no owner", metadata: { rule: "owner" } }],
        warnings: [{ msg: "is old", metadata: { address: "aws_s3_bucket.a" } }],
      },
    ];
    const review = reviewOf(plan, {}, { conftest: [JSON.stringify(report)] });
    expect(review.verdict).toBe("approval");
    expect(review.findings).toMatchObject([
      { tool: "conftest", rule: "owner", severity: "block", address: "aws_s3_bucket.a" },
      { tool: "conftest", rule: "policy", severity: "warn", address: "aws_s3_bucket.a", message: "is old" },
    ]);
  });

  it("come from checkov, by the address of the resource", () => {
    const check = {
      check_id: "CKV_AWS_18",
      check_name: "Ensure logging",
      resource: "aws_s3_bucket.a",
      guideline: "https://docs.example/18",
    };
    const report = {
      results: {
        failed_checks: [check, { ...check, check_id: "CKV_1", severity: "HIGH", guideline: "javascript:x" }],
      },
    };
    for (const text of [JSON.stringify(report), JSON.stringify([report])]) {
      const { findings } = reviewOf(plan, {}, { checkov: [text] });
      expect(findings).toEqual([
        {
          tool: "checkov",
          rule: "CKV_1",
          severity: "block",
          address: "aws_s3_bucket.a",
          message: "Ensure logging",
        },
        {
          tool: "checkov",
          rule: "CKV_AWS_18",
          severity: "warn",
          address: "aws_s3_bucket.a",
          message: "Ensure logging",
          url: "https://docs.example/18",
        },
      ]);
    }
  });

  it("fails on a report of something else", () => {
    expect(() => reviewOf(plan, {}, { conftest: ["{}"] })).toThrow();
    expect(() => reviewOf(plan, {}, { checkov: ["3"] })).toThrow();
  });
});

describe("docs/review.md", () => {
  it("lists every rule as it is", () => {
    const text = readFileSync(join(__dirname, "..", "..", "docs", "review.md"), "utf8");
    for (const { name, severity, summary } of [...RULES, ...PLAN_RULES]) {
      expect(text).toContain(`| \`${name}\` | ${severity} | ${summary} |`);
    }
  });
});
