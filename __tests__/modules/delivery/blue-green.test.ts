import { describe, expect, it } from "vitest";
import {
  BlueGreenDeployments,
  type BlueGreenDeploymentsProps,
  CodeDeployRole,
  NativeShiftRole,
  nativeHooks,
} from "../../../modules/delivery";
import type { Shiftable } from "../../../modules/edge";
import { synth, TEST_IDENTITY } from "../../support/synth";

const ELB = "arn:aws:elasticloadbalancing:us-west-2:111122223333";
const HOOK = "arn:aws:lambda:us-west-2:111122223333:function:smoke";
const NO_HOOKS = { beforeTraffic: undefined, afterTraffic: undefined };

function group(name: string) {
  return {
    arn: `${ELB}:targetgroup/${name}/0123456789abcdef`,
    name,
    arnSuffix: `targetgroup/${name}/0123456789abcdef`,
  };
}

const SHIFTABLE: Shiftable = {
  targets: group("blog-1"),
  alternate: group("blog-2"),
  listenerArn: `${ELB}:listener/app/alb/1/2`,
  ruleArns: [`${ELB}:listener-rule/app/alb/1/2/3`],
  test: { listenerArn: `${ELB}:listener/app/alb/1/4`, ruleArns: [`${ELB}:listener-rule/app/alb/1/4/5`] },
};

function deployments(over: Partial<BlueGreenDeploymentsProps> = {}) {
  return synth((scope) => {
    new BlueGreenDeployments(scope, "codedeploy", {
      identity: TEST_IDENTITY,
      name: "blog",
      clusterName: "team-test",
      serviceName: "blog",
      shiftable: SHIFTABLE,
      strategy: "all-at-once",
      stepPercent: 10,
      stepMinutes: 5,
      bakeMinutes: 20,
      rollbackAlarms: ["b", "a"],
      roleArn: "arn:aws:iam::111122223333:role/team-test-blog-deploy",
      dependsOn: [],
      ...over,
    });
  });
}

describe("BlueGreenDeployments", () => {
  it("moves requests between two groups on two listeners, and goes back on failure and alarm", () => {
    const made = deployments();
    expect(made.addresses()).toEqual([
      "aws_codedeploy_app.codedeploy_app",
      "aws_codedeploy_deployment_group.codedeploy_group",
    ]);
    expect(made.one("aws_codedeploy_app", "codedeploy_app")).toMatchObject({
      name: "team-test-blog",
      compute_platform: "ECS",
    });
    expect(made.one("aws_codedeploy_deployment_group", "codedeploy_group")).toMatchObject({
      deployment_config_name: "CodeDeployDefault.ECSAllAtOnce",
      ecs_service: { cluster_name: "team-test", service_name: "blog" },
      deployment_style: { deployment_option: "WITH_TRAFFIC_CONTROL", deployment_type: "BLUE_GREEN" },
      blue_green_deployment_config: {
        deployment_ready_option: { action_on_timeout: "CONTINUE_DEPLOYMENT" },
        terminate_blue_instances_on_deployment_success: {
          action: "TERMINATE",
          termination_wait_time_in_minutes: 20,
        },
      },
      load_balancer_info: {
        target_group_pair_info: {
          prod_traffic_route: { listener_arns: [SHIFTABLE.listenerArn] },
          test_traffic_route: { listener_arns: [SHIFTABLE.test?.listenerArn] },
          target_group: [{ name: "blog-1" }, { name: "blog-2" }],
        },
      },
      alarm_configuration: { enabled: true, alarms: ["a", "b"] },
      auto_rollback_configuration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
      },
    });
  });

  it.each([
    ["linear", { type: "TimeBasedLinear", time_based_linear: { percentage: 10, interval: 5 } }],
    ["canary", { type: "TimeBasedCanary", time_based_canary: { percentage: 10, interval: 5 } }],
  ] as const)(
    "has a pace of its own for %s, named after it, which the next one replaces",
    (strategy, routing) => {
      const made = deployments({ strategy });
      const name = `team-test-blog-${strategy}-10-percent-5-minutes`;
      expect(made.one("aws_codedeploy_deployment_config", "codedeploy_config")).toMatchObject({
        deployment_config_name: name,
        compute_platform: "ECS",
        traffic_routing_config: routing,
        lifecycle: { create_before_destroy: true },
      });
    },
  );

  it("watches no alarm where there is none, and needs no test listener", () => {
    const shiftable = { ...SHIFTABLE, test: undefined };
    const made = deployments({ rollbackAlarms: [], shiftable });
    const one = made.one("aws_codedeploy_deployment_group", "codedeploy_group");
    expect(one).not.toHaveProperty("alarm_configuration");
    expect(one.auto_rollback_configuration).toEqual({ enabled: true, events: ["DEPLOYMENT_FAILURE"] });
    expect(JSON.stringify(one)).not.toContain("test_traffic_route");
  });

  it("keeps names within CodeDeploy's limit", () => {
    const long = { ...TEST_IDENTITY, stack: `${"t".repeat(24)}-${"e".repeat(24)}` };
    const made = deployments({ identity: long, name: "s".repeat(24), strategy: "linear" });
    const config = made.one("aws_codedeploy_deployment_config", "codedeploy_config");
    for (const name of [
      config.deployment_config_name,
      made.one("aws_codedeploy_app", "codedeploy_app").name,
    ]) {
      expect(String(name).length).toBeLessThanOrEqual(100);
    }
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

function policy(build: (scope: Parameters<Parameters<typeof synth>[0]>[0]) => void) {
  const made = synth(build);
  const text = (type: string, name: string, key: string) =>
    JSON.parse(String(made.one(type, name)[key])).Statement;
  return {
    trust: text("aws_iam_role", "deploy_role", "assume_role_policy")[0],
    statements: text("aws_iam_role_policy", "deploy_policy", "policy") as Statement[],
  };
}

const resourcesOf = (statements: readonly Statement[], action: string) =>
  statements.filter(({ Action }) => [Action].flat().includes(action)).flatMap(({ Resource }) => Resource);

describe("the role of CodeDeploy", () => {
  const made = policy((scope) => {
    new CodeDeployRole(scope, "deploy", {
      identity: TEST_IDENTITY,
      name: "blog",
      clusterName: "team-test",
      shiftable: SHIFTABLE,
      hooks: { ...NO_HOOKS, beforeTraffic: HOOK },
      application: "team-test-blog",
      alarms: ["team-test-blog-errors"],
      taskRoleArns: ["arn:aws:iam::111122223333:role/e", "arn:aws:iam::111122223333:role/t"],
    });
  });

  it("is assumed for deployments of its own application only", () => {
    expect(made.trust).toMatchObject({
      Principal: { Service: "codedeploy.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        StringLike: {
          "aws:SourceArn": "arn:aws:codedeploy:us-west-2:111122223333:deploymentgroup:team-test-blog/*",
        },
      },
    });
  });

  it("names the service, its rules, its alarm and its hook", () => {
    const service = "arn:aws:ecs:us-west-2:111122223333:service/team-test/blog";
    const { statements } = made;
    expect(resourcesOf(statements, "ecs:UpdateServicePrimaryTaskSet")).toEqual([service]);
    expect(resourcesOf(statements, "ecs:CreateTaskSet")).toEqual([
      service,
      "arn:aws:ecs:us-west-2:111122223333:task-set/team-test/blog/*",
    ]);
    expect(resourcesOf(statements, "elasticloadbalancing:ModifyRule")).toEqual([
      ...SHIFTABLE.ruleArns,
      ...(SHIFTABLE.test?.ruleArns ?? []),
    ]);
    expect(resourcesOf(statements, "cloudwatch:DescribeAlarms")).toEqual([
      "arn:aws:cloudwatch:us-west-2:111122223333:alarm:team-test-blog-errors",
    ]);
    expect(resourcesOf(statements, "lambda:InvokeFunction")).toEqual([HOOK]);
  });

  it("passes the roles of the tasks to tasks only", () => {
    expect(made.statements.find(({ Action }) => Action === "iam:PassRole")).toEqual({
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: ["arn:aws:iam::111122223333:role/e", "arn:aws:iam::111122223333:role/t"],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
  });
});

describe("the role of ECS", () => {
  it("names both groups and the rules, and passes nothing", () => {
    const { trust, statements } = policy((scope) => {
      const own = { identity: TEST_IDENTITY, name: "blog", hooks: NO_HOOKS };
      new NativeShiftRole(scope, "deploy", { ...own, shiftable: SHIFTABLE });
    });
    expect(trust).toMatchObject({
      Principal: { Service: "ecs.amazonaws.com" },
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } },
    });
    const groups = [SHIFTABLE.targets.arn, SHIFTABLE.alternate.arn];
    expect(resourcesOf(statements, "elasticloadbalancing:RegisterTargets")).toEqual(groups);
    expect(resourcesOf(statements, "elasticloadbalancing:ModifyRule")).toHaveLength(2);
    for (const action of ["elasticloadbalancing:ModifyListener", "iam:PassRole", "lambda:InvokeFunction"]) {
      expect(resourcesOf(statements, action)).toEqual([]);
    }
  });

  it("may only ask the hooks of a service without load balancer", () => {
    const { statements } = policy((scope) => {
      const own = { identity: TEST_IDENTITY, name: "blog", hooks: { ...NO_HOOKS, afterTraffic: HOOK } };
      new NativeShiftRole(scope, "deploy", { ...own, shiftable: undefined });
    });
    expect(statements).toEqual([{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [HOOK] }]);
  });
});

describe("hooks of ECS", () => {
  const hooks = { beforeTraffic: HOOK, afterTraffic: HOOK };

  it("come after the test listener where there is one, else once the new tasks run", () => {
    const stages = (tested: boolean) => nativeHooks(hooks, tested, "role").map(({ stage }) => stage);
    expect(stages(true)).toEqual(["POST_TEST_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"]);
    expect(stages(false)).toEqual(["POST_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT"]);
    expect(nativeHooks(NO_HOOKS, true, "role")).toEqual([]);
  });
});
