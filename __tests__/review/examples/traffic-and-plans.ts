import { CREATE_FIRST, type Example, ingress, REPLACE, rule, update } from "./example";

/** Examples of rules about traffic, production and plans as a whole. */
export const TRAFFIC_AND_PLANS: Readonly<Record<string, Example>> = {
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
