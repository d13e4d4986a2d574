import { describe, expect, it } from "vitest";
import {
  type DeploymentEngine,
  ignoredChanges,
  RunningTasks,
  type RunningTasksProps,
} from "../../../modules/compute";
import { synth } from "../../support/synth";
import { ON_FARGATE, REGISTERED } from "./launches";

const ELB = "arn:aws:elasticloadbalancing:us-west-2:111122223333";
const NATIVE: DeploymentEngine = {
  kind: "ecs-native",
  strategy: "all-at-once",
  stepPercent: 10,
  stepMinutes: 3,
  bakeMinutes: 15,
  hooks: [],
  traffic: {
    alternateTargetGroupArn: `${ELB}:targetgroup/blog-2/0123456789abcdef`,
    productionRuleArn: `${ELB}:listener-rule/app/alb/1/2/3`,
    testRuleArn: `${ELB}:listener-rule/app/alb/1/4/5`,
    roleArn: "arn:aws:iam::111122223333:role/team-test-blog-deploy",
  },
};

function service(over: Partial<RunningTasksProps>) {
  const stack = synth((scope) => {
    new RunningTasks(scope, "service", {
      name: "blog",
      task: REGISTERED,
      launch: ON_FARGATE,
      desiredCount: 2,
      desiredCountIsOwnedElsewhere: false,
      movesInPlace: true,
      deployment: { minimumHealthyPercent: 100, maximumPercent: 200 },
      rollbackAlarms: ["errors"],
      exec: false,
      web: {
        targetGroupArn: `${ELB}:targetgroup/blog/0123456789abcdef`,
        containerName: "blog",
        port: 2368,
        gracePeriodSeconds: 60,
      },
      dependsOn: [],
      ...over,
    });
  });
  expect(stack.addresses()).toEqual(["aws_ecs_service.service"]);
  return stack.one("aws_ecs_service", "service");
}

describe("what Terraform leaves alone", () => {
  const ofCodeDeploy = [
    "task_definition",
    "load_balancer",
    "network_configuration",
    "platform_version",
    "capacity_provider_strategy",
  ];

  it.each([
    ["rolling", false, false, []],
    ["rolling", false, true, ["desired_count"]],
    ["rolling", true, false, ["task_definition"]],
    ["rolling", true, true, ["task_definition", "desired_count"]],
    ["ecs-native", false, false, []],
    ["ecs-native", true, false, ["task_definition"]],
    ["ecs-native", true, true, ["task_definition", "desired_count"]],
    ["codedeploy", true, false, ofCodeDeploy],
    ["codedeploy", true, true, [...ofCodeDeploy, "desired_count"]],
  ] as const)(
    "with %s, image elsewhere %s and count elsewhere %s is exactly %j",
    (kind, image, count, expected) => {
      expect(ignoredChanges(kind, { image, count })).toEqual(expected);
      const engine = kind === "ecs-native" ? NATIVE : { kind };
      const owned = { imageIsOwnedElsewhere: image, desiredCountIsOwnedElsewhere: count };
      const { lifecycle } = service({ engine, ...owned });
      expect(lifecycle).toEqual(expected.length === 0 ? undefined : { ignore_changes: expected });
    },
  );

  it("is all that the owner of the image changes", () => {
    for (const engine of [{ kind: "rolling" } as const, NATIVE]) {
      const { lifecycle, ...mine } = service({ engine });
      const { lifecycle: left, ...theirs } = service({ engine, imageIsOwnedElsewhere: true });
      expect(theirs).toEqual(mine);
      expect([lifecycle, left]).toEqual([undefined, { ignore_changes: ["task_definition"] }]);
    }
  });
});

describe("a service of CodeDeploy's", () => {
  it("has none of what ECS refuses beside that controller", () => {
    const made = service({ engine: { kind: "codedeploy" } });
    expect(made).toMatchObject({
      deployment_controller: { type: "CODE_DEPLOY" },
      availability_zone_rebalancing: "DISABLED",
    });
    const refused = [
      "deployment_circuit_breaker",
      "alarms",
      "force_new_deployment",
      "deployment_configuration",
    ];
    const idle = ["deployment_minimum_healthy_percent", "deployment_maximum_percent"];
    for (const key of [...refused, ...idle]) expect(made).not.toHaveProperty(key);
  });
});

/** The emulator's provider is older: this asserts the words of provider 6.25, which the typings are made from. */
describe("a service whose requests ECS shifts", () => {
  it("names both groups of targets, the rules and the role, and keeps circuit breaker and alarms", () => {
    const made = service({ engine: NATIVE });
    expect(made).toMatchObject({
      deployment_configuration: { strategy: "BLUE_GREEN", bake_time_in_minutes: "15" },
      deployment_circuit_breaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true, alarm_names: ["errors"] },
    });
    expect(made.load_balancer).toEqual([
      {
        target_group_arn: `${ELB}:targetgroup/blog/0123456789abcdef`,
        container_name: "blog",
        container_port: 2368,
        advanced_configuration: {
          alternate_target_group_arn: `${ELB}:targetgroup/blog-2/0123456789abcdef`,
          production_listener_rule: `${ELB}:listener-rule/app/alb/1/2/3`,
          test_listener_rule: `${ELB}:listener-rule/app/alb/1/4/5`,
          role_arn: "arn:aws:iam::111122223333:role/team-test-blog-deploy",
        },
      },
    ]);
  });

  it("goes in steps or after a first part, with minutes as text", () => {
    expect(service({ engine: { ...NATIVE, strategy: "linear" } }).deployment_configuration).toEqual({
      strategy: "LINEAR",
      bake_time_in_minutes: "15",
      linear_configuration: { step_percent: 10, step_bake_time_in_minutes: "3" },
    });
    expect(service({ engine: { ...NATIVE, strategy: "canary" } }).deployment_configuration).toEqual({
      strategy: "CANARY",
      bake_time_in_minutes: "15",
      canary_configuration: { canary_percent: 10, canary_bake_time_in_minutes: "3" },
    });
  });

  it("asks its hooks", () => {
    const functionArn = "arn:aws:lambda:us-west-2:111122223333:function:smoke";
    const hook = {
      functionArn,
      stage: "POST_SCALE_UP",
      roleArn: "arn:aws:iam::111122223333:role/r",
    } as const;
    expect(service({ engine: { ...NATIVE, hooks: [hook] } }).deployment_configuration).toMatchObject({
      lifecycle_hook: [
        { hook_target_arn: functionArn, lifecycle_stages: ["POST_SCALE_UP"], role_arn: hook.roleArn },
      ],
    });
  });
});
