import { describe, expect, it } from "vitest";
import { REPOSITORY, stacksOf, type WrittenStack } from "../support/stacks";

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const POLICY_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "policy",
  aws_s3_bucket_policy: "policy",
  aws_sns_topic_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_cloudwatch_log_resource_policy: "policy_document",
  aws_kms_key: "policy",
};

/** Actions that AWS gives no resource to name. */
const WITHOUT_RESOURCE = [
  "ecr:GetAuthorizationToken",
  "ecs:DescribeTaskDefinition",
  // Held to one cluster by a condition.
  "ecs:ListTasks",
  "ecs:RegisterTaskDefinition",
  "elasticloadbalancing:DescribeListeners",
  "elasticloadbalancing:DescribeRules",
  "elasticloadbalancing:DescribeTargetGroups",
  "elasticloadbalancing:DescribeTargetHealth",
  "secretsmanager:GetRandomPassword",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/** Services that assume roles without saying for whom, and what they are held by instead. */
const WITHOUT_SOURCE: Readonly<Record<string, (condition: Statement["Condition"]) => boolean>> = {
  "elasticbeanstalk.amazonaws.com": (condition) =>
    condition?.StringEquals?.["sts:ExternalId"] === "elasticbeanstalk",
  // AWS's own example of this role has no condition, so that none may be relied on; whoever passes the role is of the account.
  "ecs.amazonaws.com": (condition) => condition?.StringEqualsIfExists?.["aws:SourceAccount"] !== undefined,
  // An instance gets only the role of its own profile, in its own account.
  "ec2.amazonaws.com": () => true,
};

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

function statements(stack: WrittenStack, types = Object.keys(POLICY_ATTRIBUTES)): [string, Statement][] {
  return types.flatMap((type) =>
    Object.entries(stack.all(type)).flatMap(([name, attributes]) => {
      const policy = JSON.parse(String(attributes[POLICY_ATTRIBUTES[type] ?? ""]));
      return (policy.Statement as Statement[]).map((one): [string, Statement] => [`${type}.${name}`, one]);
    }),
  );
}

describe.each([...stacksOf(REPOSITORY)])("policies of %s", (_name, stack) => {
  it("allow no wildcard action", () => {
    const wild = statements(stack)
      .filter(([address, { Effect }]) => Effect === "Allow" && !address.startsWith("aws_kms_key."))
      .flatMap(([address, { Action }]) => list(Action).map((action) => `${address} ${action}`))
      .filter((line) => line.includes("*"));
    expect(wild).toEqual([]);
  });

  it("name the resources of roles, but where AWS has none to name", () => {
    for (const [address, { Action, Resource }] of statements(stack, ["aws_iam_role_policy"])) {
      if (!list(Resource).includes("*")) continue;
      expect(WITHOUT_RESOURCE, address).toEqual(expect.arrayContaining([...list(Action)]));
    }
  });

  it("let services assume roles for this account only", () => {
    for (const [name, role] of Object.entries(stack.all("aws_iam_role"))) {
      const trust = JSON.parse(String(role.assume_role_policy)).Statement as Statement[];
      for (const { Principal, Condition } of trust) {
        const { Service } = Principal as { Service: string };
        const confined = Condition?.StringEquals?.["aws:SourceAccount"] === stack.environment.account;
        expect(confined || WITHOUT_SOURCE[Service]?.(Condition) === true, `${name} ${Service}`).toBe(true);
      }
    }
  });

  it("let nobody in from outside without a condition", () => {
    const open = statements(stack).filter(
      ([, { Effect, Principal, Condition }]) =>
        Effect === "Allow" && JSON.stringify(Principal ?? "").includes('"*"') && Condition === undefined,
    );
    expect(open).toEqual([]);
  });

  it("refuse plain HTTP to buckets and files", () => {
    for (const type of ["aws_s3_bucket_policy", "aws_efs_file_system_policy"]) {
      const all = statements(stack, [type]);
      const denies = all.filter(
        ([, { Effect, Condition }]) =>
          Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false",
      );
      expect(denies).toHaveLength(Object.keys(stack.all(type)).length);
    }
  });
});

describe.each([...stacksOf(REPOSITORY)])("resources of %s", (_name, stack) => {
  it("hold no region, no script and no data source but load balancers that Beanstalk makes", () => {
    const data = (stack.json.data ?? {}) as Record<string, Record<string, { arn: string }>>;
    // The provider knows the zone ids of load balancers by itself and asks nobody.
    const known = ["aws_lb", "aws_lb_hosted_zone_id"];
    expect(Object.keys(data).filter((type) => !known.includes(type))).toEqual([]);
    for (const { arn } of Object.values(data.aws_lb ?? {})) {
      expect(arn).toContain("aws_elastic_beanstalk_environment.");
    }
    expect(stack.text).not.toMatch(/local-exec|remote-exec|timestamp\(\)/);
    const resources = Object.values(stack.json.resource as Record<string, Record<string, object>>);
    for (const named of resources)
      for (const one of Object.values(named)) expect(one).not.toHaveProperty("region");
  });

  it("hold no secret value, only where it is", () => {
    for (const task of Object.values(stack.all("aws_ecs_task_definition"))) {
      for (const container of JSON.parse(String(task.container_definitions))) {
        for (const { valueFrom } of container.secrets ?? []) {
          expect(valueFrom).toMatch(
            /^(arn:aws:(secretsmanager|ssm):|\$\{aws_(rds_cluster|secretsmanager_secret)\.)/,
          );
        }
        const names = (container.environment ?? []).map(({ name }: { name: string }) => name);
        expect(names.filter((name: string) => /password|api_?key|secret|token/i.test(name))).toEqual([]);
      }
    }
    for (const cluster of Object.values(stack.all("aws_rds_cluster"))) {
      expect(cluster).toMatchObject({ manage_master_user_password: true });
      expect(cluster).not.toHaveProperty("master_password");
    }
  });

  it("give every container its CPU and memory, and the task enough of both", () => {
    for (const task of Object.values(stack.all("aws_ecs_task_definition"))) {
      const containers = JSON.parse(String(task.container_definitions)) as { cpu: number; memory: number }[];
      const sum = (key: "cpu" | "memory") =>
        containers.reduce((total, container) => total + container[key], 0);
      for (const { cpu } of containers) expect(cpu).toBeGreaterThanOrEqual(2);
      expect(sum("cpu")).toBeLessThanOrEqual(Number(task.cpu));
      expect(sum("memory")).toBeLessThanOrEqual(Number(task.memory));
    }
  });

  it("make nobody depend on the Datadog agent", () => {
    for (const task of Object.values(stack.all("aws_ecs_task_definition"))) {
      for (const container of JSON.parse(String(task.container_definitions))) {
        const needed = (container.dependsOn ?? []).map(
          ({ containerName }: { containerName: string }) => containerName,
        );
        expect(needed.filter((name: string) => name.startsWith("datadog"))).toEqual([]);
        if (container.name.startsWith("datadog")) expect(container.essential).toBe(false);
      }
    }
  });
});
