import { describe, expect, it } from "vitest";
import { AWS_PROVIDER_VERSIONS } from "../../stacks/provider";
import { complaints, PLATFORM, validated } from "../support/config";
import { temporaryRoot } from "../support/root";
import { REPOSITORY, stacksOf, type WrittenStack } from "../support/stacks";
import { planStack, requireTool, validateStack } from "../support/terraform";

const team = (service: string) => `team: festa
owners: [web-platform]
environments:
  production:
    class: production
    account: "111122223333"
    region: us-west-2
    network: { ipv4Cidr: 10.20.0.0/16, availabilityZones: [us-west-2a, us-west-2b] }
    ingress: { domain: festa.example.net, zone: example.net, allow: [203.0.113.0/24, "2001:db8:42::/48"] }
    database: {}
    services:
      app:
        image: example/app:1.0.0
        port: 8080
        secrets: { PASSWORD: { from: database.password } }
${service
  .split("\n")
  .map((line) => `        ${line}`)
  .join("\n")}
`;

function stackOf(service: string): WrittenStack {
  const text = team(service);
  expect(complaints(validated(text)).filter((one) => !one.startsWith("warning"))).toEqual([]);
  const [stack] = stacksOf(temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": text })).values();
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

const SERVICE = "service_app_fargate_service";

/** What one stack says otherwise than another, by address and argument. */
function differences(before: WrittenStack, after: WrittenStack): string[] {
  const resources = (stack: WrittenStack) => stack.json.resource as Record<string, Record<string, object>>;
  return Object.entries(resources(after)).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, attributes]) => {
      const old = resources(before)[type]?.[name] as Record<string, unknown> | undefined;
      const keys = new Set([...Object.keys(old ?? {}), ...Object.keys(attributes)]);
      return [...keys]
        .filter((key) => {
          const now = (attributes as Record<string, unknown>)[key];
          return JSON.stringify(old?.[key]) !== JSON.stringify(now);
        })
        .map((key) => `${type}.${name}.${key}`);
    }),
  );
}

describe("release.owner", () => {
  it.each([
    ["", ["task_definition"]],
    ["scaling: { cpuPercent: 60 }", ["task_definition", "desired_count"]],
    ["deploy: { engine: ecs-native }", ["task_definition"]],
  ])("changes nothing but what Terraform ignores (%s)", (more, ignored) => {
    const mine = stackOf(`${more}\nrelease: { owner: terraform }`);
    const theirs = stackOf(`${more}\nrelease: { owner: pipeline }`);
    expect(theirs.addresses()).toEqual(mine.addresses());
    expect(differences(mine, theirs)).toEqual([`aws_ecs_service.${SERVICE}.lifecycle`]);
    expect(theirs.one("aws_ecs_service", SERVICE).lifecycle).toEqual({ ignore_changes: ignored });
  });
});

describe("a service of CodeDeploy's", () => {
  it("keeps every address that it had", () => {
    const [before, after] = [stackOf(""), stackOf("deploy: { engine: codedeploy, testPort: 8443 }")];
    expect(before.addresses().filter((address) => !after.addresses().includes(address))).toEqual([]);
  });

  it("is deployed anew by CodeDeploy, with the revision that runs, when the password changes", () => {
    const stack = stackOf("deploy: { engine: codedeploy }");
    const machine = JSON.parse(
      String(stack.one("aws_sfn_state_machine", "database_rotation_machine").definition),
    );
    const [{ StartAt, States }] = machine.States.Redeploy.Branches;
    expect([StartAt, States.app.Next]).toEqual(["app", "app: deploy"]);
    expect(States.app.Resource).toBe("arn:aws:states:::aws-sdk:ecs:describeServices");
    const { Resource, Parameters } = States["app: deploy"];
    expect(Resource).toBe("arn:aws:states:::aws-sdk:codedeploy:createDeployment");
    const format = String(Parameters.Revision.AppSpecContent["Content.$"]);
    const text = /^States\.Format\('(.*)', \$\.taskDefinition\)$/.exec(format)?.[1] ?? "";
    const filled = text.replace(/(?<!\\)\{\}/, "arn:x").replace(/\\([{}])/g, "$1");
    expect(JSON.parse(filled)).toEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: "AWS::ECS::Service",
            Properties: {
              TaskDefinition: "arn:x",
              LoadBalancerInfo: { ContainerName: "app", ContainerPort: 8080 },
            },
          },
        },
      ],
    });
    const role = JSON.parse(
      String(stack.one("aws_iam_role_policy", "database_rotation_redeploy_policy").policy),
    );
    const actions = role.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action);
    expect(actions).toEqual([
      "ecs:DescribeServices",
      "codedeploy:CreateDeployment",
      "codedeploy:GetDeploymentConfig",
      "codedeploy:RegisterApplicationRevision",
    ]);
  });

  it("counts requests and errors of both groups, whichever has them", () => {
    const stack = stackOf(
      "scaling: { minTasks: 2, maxTasks: 4, requestsPerTaskPerMinute: 600 }\ndeploy: { engine: codedeploy }",
    );
    const { target_tracking_scaling_policy_configuration: policy } = stack.one(
      "aws_appautoscaling_policy",
      "service_app_scaling_requests",
    ) as { target_tracking_scaling_policy_configuration: Record<string, unknown> };
    expect(policy).not.toHaveProperty("predefined_metric_specification");
    expect(JSON.stringify(policy)).toContain("FILL(group1, 0) + FILL(group2, 0)");
    for (const name of ["errors", "latency", "unhealthy", "down"]) {
      const alarm = stack.one("aws_cloudwatch_metric_alarm", `service_app_alarms_${name}_alarm`);
      const groups = JSON.stringify(alarm).match(/service_app_route_(targets|alternate)\.arn_suffix/g);
      expect(new Set(groups)).toHaveLength(2);
    }
  });

  it("is taken by the real Terraform, validated and planned", { timeout: 240_000 }, async (context) => {
    requireTool(context, "terraform");
    const stack = stackOf(
      "scaling: { minTasks: 2, maxTasks: 4, requestsPerTaskPerMinute: 600 }\ndeploy: { engine: codedeploy, strategy: linear, testPort: 8443 }",
    );
    await validateStack(stack.json);
    const plan = await planStack(stack.json);
    const created = (plan.resource_changes ?? []).filter(({ change }) => change.actions.join() === "create");
    expect(created.map(({ address }) => address).sort()).toEqual(stack.addresses());
  });
});

describe("a service whose requests ECS shifts", () => {
  const versions = (stack: WrittenStack) => {
    const { required_providers: required } = stack.json.terraform as {
      required_providers: { aws: { version: string } };
    };
    return required.aws.version;
  };

  it("raises the lower bound of the provider in its own stack only", () => {
    expect(versions(stackOf("deploy: { engine: ecs-native }"))).toBe(">= 6.25.0, < 7.0.0");
    expect(versions(stackOf("deploy: { engine: codedeploy }"))).toBe(AWS_PROVIDER_VERSIONS);
    const raised = [...stacksOf(REPOSITORY)].filter(([, stack]) => versions(stack) !== AWS_PROVIDER_VERSIONS);
    expect(raised.map(([name]) => name)).toEqual(["demo-blue-green"]);
  });

  it("names its rule, the test rule and a role that may move them", () => {
    const stack = stackOf("deploy: { engine: ecs-native, strategy: canary, testPort: 8443 }");
    expect(stack.one("aws_ecs_service", SERVICE)).toMatchObject({
      deployment_configuration: { strategy: "CANARY" },
      load_balancer: [
        {
          advanced_configuration: {
            alternate_target_group_arn: "${aws_lb_target_group.service_app_route_alternate.arn}",
            production_listener_rule: "${aws_lb_listener_rule.service_app_route_rule_festa_example_net.arn}",
            test_listener_rule: "${aws_lb_listener_rule.service_app_route_test_rule_festa_example_net.arn}",
            role_arn: "${aws_iam_role.service_app_deploy_role.arn}",
          },
        },
      ],
    });
    expect(stack.one("aws_ecs_service", SERVICE).depends_on).toContain(
      "aws_iam_role_policy.service_app_deploy_policy",
    );
  });

  it("needs neither rule nor role without a load balancer", () => {
    const stack = stackOf("kind: worker\ndeploy: { engine: ecs-native }");
    expect(stack.one("aws_ecs_service", SERVICE)).toMatchObject({
      deployment_configuration: { strategy: "BLUE_GREEN", bake_time_in_minutes: "5" },
    });
    expect(stack.all("aws_iam_role")).not.toHaveProperty("service_app_deploy_role");
  });
});
