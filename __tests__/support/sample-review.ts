import {
  type AttributeChange,
  type Change,
  type Finding,
  type GraphNode,
  NO_COUNTS,
  type Shown,
  type StackReview,
} from "../../review/model";

/** A value as text; what a kind says by itself, when it is given by its kind. */
export function shown(text: string, kind: Shown["kind"] = "text"): Shown {
  return { kind, text };
}

/** One attribute before and after. */
export function attribute(
  path: string,
  before: Shown,
  after: Shown,
  rest: Partial<AttributeChange> = {},
): AttributeChange {
  return { path, before, after, forcesReplacement: false, ...rest };
}

/** A change of `<type>.<name>`. */
export function change(address: string, group: Change["group"], rest: Partial<Change> = {}): Change {
  const [type = "", name = ""] = address.replace(/^(module\.[^.]+\.)+/, "").split(".");
  const actions = {
    destroy: ["delete"],
    replace: ["delete", "create"],
    forget: ["forget"],
    update: ["update"],
    import: ["no-op"],
    move: ["no-op"],
    create: ["create"],
    read: ["read"],
  }[group];
  return {
    address,
    mode: "managed",
    type,
    name: name.replace(/\[.*/, ""),
    group,
    actions,
    replaceCauses: [],
    attributes: [],
    folded: { computed: 0, noise: 0, beyondLimit: 0 },
    tagsOnly: false,
    stateful: false,
    ...rest,
  };
}

/** What a rule of ours says. */
export function finding(
  severity: Finding["severity"],
  message: string,
  rest: Partial<Finding> = {},
): Finding {
  return { rule: "public-exposure", severity, message, tool: "teamstacks", ...rest };
}

/** A review of nothing, with what is given. */
export function review(stack: string, rest: Partial<StackReview> = {}): StackReview {
  const digest = `sd1:${"0123456789abcdef".repeat(4)}`;
  return {
    schema: 1,
    stack,
    verdict: "none",
    reasons: [],
    digest,
    terraform: { version: "1.11.4", formatVersion: "1.2", plannedAt: "2026-03-01T09:30:00Z" },
    flags: { errored: false, complete: true, applyable: true },
    counts: NO_COUNTS,
    terraformLine: "No changes. Your infrastructure matches the configuration.",
    alsoLine: "",
    changes: [],
    drift: [],
    noise: { drift: 0, updates: [] },
    outputs: [],
    checks: [],
    deferred: [],
    invocations: [],
    findings: [],
    renames: [],
    graph: { nodes: [], edges: [] },
    masked: 0,
    ...rest,
  };
}

function node(address: string, group?: GraphNode["group"], changes = 1): GraphNode {
  const type = address.replace(/^(module\.[^.]+\.)+/, "").split(".")[0] ?? "";
  return group === undefined ? { address, type, changes: 0 } : { address, type, group, changes };
}

/** A stack with something of everything. */
export function fullReview(stack = "festa-production"): StackReview {
  const source = (key: string, line: number) => ({
    file: "teams/festa.yaml",
    line,
    key,
    path: key.replace(".", "/"),
  });
  const owners = ["web-platform"];
  const reasons = [
    "aws_rds_cluster.database replaces the Aurora cluster and loses its data",
    "aws_security_group_rule.web_https opens tcp/443 from ::/0",
    "the environment is in production",
  ];
  return review(stack, {
    verdict: "approval",
    reasons,
    approval: { digest: `sd1:${"0123456789abcdef".repeat(4)}`, owners, reasons },
    owner: { team: "festa", class: "production", owners },
    counts: {
      ...NO_COUNTS,
      add: 3,
      change: 3,
      destroy: 2,
      replace: 1,
      forget: 1,
      move: 1,
      drift: 1,
      outputs: 2,
    },
    terraformLine: "Plan: 3 to add, 3 to change, 2 to destroy.",
    alsoLine: "1 forgotten, 1 moved, 2 outputs",
    masked: 4,
    changes: [
      change("aws_cloudwatch_log_group.service_blog", "destroy", {
        stateful: true,
        reason: {
          code: "delete_because_no_resource_config",
          words: "it is not in the configuration any more",
        },
        attributes: [attribute("retention_in_days", shown("30", "number"), shown("", "absent"))],
        source: source("services.blog", 48),
      }),
      change("aws_rds_cluster.database", "replace", {
        stateful: true,
        order: "destroy-first",
        reason: { code: "replace_because_cannot_update", words: "an attribute cannot be changed in place" },
        replaceCauses: [
          attribute("storage_encrypted", shown("false", "boolean"), shown("true", "boolean"), {
            forcesReplacement: true,
          }),
        ],
        attributes: [
          attribute("storage_encrypted", shown("false", "boolean"), shown("true", "boolean"), {
            forcesReplacement: true,
          }),
          attribute("master_password", shown("(secret)", "masked"), shown("(secret)", "masked")),
          attribute("endpoint", shown("festa.cluster-abc.us-west-2.rds.amazonaws.com"), shown("", "unknown")),
        ],
        folded: { computed: 9, noise: 0, beyondLimit: 0 },
        monthlyCost: "+12.30 USD",
        source: source("database", 21),
      }),
      change("aws_route53_zone.former", "forget", {
        reason: { code: "delete_because_no_resource_config", words: "a removed block says so" },
      }),
      change("aws_ecs_task_definition.service_blog", "update", {
        attributes: [
          attribute(
            "container_definitions[0].image",
            shown("ghost:6.76.0-alpine"),
            shown("ghost:6.77.0-alpine"),
          ),
          attribute(
            "container_definitions[0].environment[3].value",
            shown("(secret)", "masked"),
            shown("(secret)", "masked"),
          ),
          attribute("policy", shown("…"), shown("…"), {
            lines: [
              { sign: " ", text: "{" },
              { sign: "-", text: '  "Action": "s3:GetObject",' },
              { sign: "+", text: '  "Action": "s3:*",' },
              { sign: " ", text: "}" },
            ],
          }),
        ],
        folded: { computed: 2, noise: 1, beyondLimit: 0 },
        source: source("services.blog.image", 52),
      }),
      change("aws_security_group_rule.web_https", "update", {
        drift: "reverts a manual edit",
        attributes: [
          attribute("ipv6_cidr_blocks[0]", shown("2001:db8:42::/48"), shown("::/0")),
          attribute("description", shown("", "null"), shown("entrance of the site")),
        ],
        source: source("ingress.public", 14),
      }),
      change('module.network["us-west-2a"].aws_subnet.public', "update", {
        module: 'module.network["us-west-2a"]',
        tagsOnly: true,
        attributes: [attribute("tags.Owner", shown("web"), shown("web-platform"))],
      }),
      change("aws_s3_bucket.uploads", "import", {
        import: { id: "festa-uploads", unknown: false, alsoChanges: false, generatedConfig: false },
      }),
      change("aws_efs_file_system.files", "move", { previousAddress: "aws_efs_file_system.shared" }),
      change("aws_sqs_queue.jobs", "create", {
        attributes: [
          attribute("name", shown("", "absent"), shown("festa-production-jobs")),
          attribute("visibility_timeout_seconds", shown("", "absent"), shown("120", "number")),
          attribute("arn", shown("", "absent"), shown("", "unknown")),
        ],
        folded: { computed: 6, noise: 0, beyondLimit: 0 },
        source: source("services.worker", 61),
      }),
      change("data.aws_iam_policy_document.jobs", "read", {
        mode: "data",
        reason: {
          code: "read_because_config_unknown",
          words: "its configuration is known only after the apply",
        },
      }),
    ],
    drift: [
      {
        address: "aws_security_group_rule.web_https",
        type: "aws_security_group_rule",
        effect: "reverts a manual edit",
        deleted: false,
        attributes: [attribute("description", shown("entrance of the site"), shown("", "null"))],
        folded: { computed: 0, noise: 2, beyondLimit: 0 },
      },
    ],
    noise: { drift: 3, updates: [] },
    outputs: [
      {
        name: "url",
        action: "update",
        sensitive: false,
        attributes: [attribute("", shown("https://old.example.net"), shown("https://festa2017.example.net"))],
      },
      {
        name: "token",
        action: "create",
        sensitive: true,
        attributes: [attribute("", shown("", "absent"), shown("(secret)", "masked"))],
      },
    ],
    checks: [
      { address: "check.certificate", kind: "check", status: "fail", messages: ["It expires in 3 days."] },
    ],
    findings: [
      finding("block", "replaces the Aurora cluster and loses its data", {
        rule: "stateful-replace",
        address: "aws_rds_cluster.database",
        url: "https://example.com/rules/stateful-replace",
      }),
      finding("block", "opens tcp/443 from ::/0", { address: "aws_security_group_rule.web_https" }),
      finding("warn", "lets the task do everything in S3", {
        rule: "iam-widening",
        address: "aws_ecs_task_definition.service_blog",
      }),
      finding("warn", "deletes a log group", {
        rule: "stateful-delete",
        address: "aws_cloudwatch_log_group.service_blog",
        waiver: { owner: "web-platform", expires: "2026-12-31", reason: "the logs are archived" },
      }),
    ],
    renames: [{ from: "aws_cloudwatch_log_group.service_blog", to: "aws_sqs_queue.jobs", likeness: 0.91 }],
    graph: {
      nodes: [
        node("aws_cloudwatch_log_group.service_blog", "destroy"),
        node("aws_ecs_cluster.main"),
        node("aws_ecs_service.service_blog"),
        node("aws_ecs_task_definition.service_blog", "update"),
        node("aws_efs_file_system.files", "move"),
        node("aws_iam_role.service_blog_task"),
        node("aws_lb.edge"),
        node("aws_rds_cluster.database", "replace"),
        node("aws_rds_cluster_instance.database_writer"),
        node("aws_s3_bucket.uploads", "import"),
        node("aws_security_group.web"),
        node("aws_security_group_rule.web_https", "update"),
        node("aws_sqs_queue.jobs", "create"),
        node("aws_vpc.network"),
        node("module.network.aws_subnet.public", "update", 3),
      ],
      edges: [
        { from: "aws_ecs_service.service_blog", to: "aws_ecs_cluster.main" },
        { from: "aws_ecs_service.service_blog", to: "aws_ecs_task_definition.service_blog" },
        { from: "aws_ecs_task_definition.service_blog", to: "aws_cloudwatch_log_group.service_blog" },
        { from: "aws_ecs_task_definition.service_blog", to: "aws_efs_file_system.files" },
        { from: "aws_ecs_task_definition.service_blog", to: "aws_iam_role.service_blog_task" },
        { from: "aws_ecs_task_definition.service_blog", to: "aws_rds_cluster.database" },
        { from: "aws_iam_role.service_blog_task", to: "aws_s3_bucket.uploads" },
        { from: "aws_lb.edge", to: "aws_security_group.web" },
        { from: "aws_lb.edge", to: "module.network.aws_subnet.public" },
        { from: "aws_rds_cluster_instance.database_writer", to: "aws_rds_cluster.database" },
        { from: "aws_security_group.web", to: "aws_vpc.network" },
        { from: "aws_security_group_rule.web_https", to: "aws_security_group.web" },
        { from: "module.network.aws_subnet.public", to: "aws_vpc.network" },
      ],
    },
  });
}

/** Some stacks, as a pull request has them. */
export function sampleReviews(): StackReview[] {
  const create = change("aws_sqs_queue.jobs", "create");
  return [
    review("festa-development", {
      verdict: "changes",
      terraformLine: "Plan: 1 to add, 0 to change, 0 to destroy.",
      counts: { ...NO_COUNTS, add: 1 },
      changes: [create],
      graph: { nodes: [node("aws_sqs_queue.jobs", "create")], edges: [] },
    }),
    fullReview(),
    review("payments-production", {
      verdict: "error",
      problem: "Error: Invalid index\n\n  on cdk.tf.json line 812: the list has no element 3.",
      terraformLine: "The plan could not be made.",
      digest: undefined,
    }),
    review("quiet-staging"),
  ];
}
