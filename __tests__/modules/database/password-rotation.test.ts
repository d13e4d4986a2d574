import { describe, expect, test } from "vitest";
import { PasswordRotation, type PasswordRotationProps } from "../../../modules/database";
import { synth, TEST_IDENTITY } from "../../support/synth";

const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:rds!cluster-1-AbCdEf";
const CLUSTER = { name: "team-test", arn: "arn:aws:ecs:us-west-2:111122223333:cluster/team-test" };
const service = (name: string) => ({
  kind: "ecs" as const,
  name,
  clusterArn: CLUSTER.arn,
  arn: `arn:aws:ecs:us-west-2:111122223333:service/team-test/${name}`,
});
const TOPIC = "arn:aws:sns:us-west-2:111122223333:alarms";

const rotationOf = (props: Partial<PasswordRotationProps> = {}) =>
  synth((stack) => {
    new PasswordRotation(stack, "password", {
      identity: TEST_IDENTITY,
      secretArn: SECRET,
      everyDays: 30,
      services: [service("blog"), service("shop")],
      topicArn: TOPIC,
      ...props,
    });
  });

const json = (text: unknown) => JSON.parse(String(text));

test("the resources have stable addresses", () => {
  expect(rotationOf().addresses()).toEqual([
    "aws_cloudwatch_event_rule.password_rotated",
    "aws_cloudwatch_event_target.password_target",
    "aws_cloudwatch_metric_alarm.password_failed_alarm",
    "aws_iam_role.password_redeploy_role",
    "aws_iam_role.password_start_role",
    "aws_iam_role_policy.password_redeploy_policy",
    "aws_iam_role_policy.password_start_policy",
    "aws_secretsmanager_secret_rotation.password_schedule",
    "aws_sfn_state_machine.password_machine",
  ]);
});

describe("the schedule", () => {
  test("starts with a full interval, without a Lambda", () => {
    const schedule = rotationOf({ everyDays: 60 }).one(
      "aws_secretsmanager_secret_rotation",
      "password_schedule",
    );
    expect(schedule).toMatchObject({
      secret_id: SECRET,
      rotate_immediately: false,
      rotation_rules: { automatically_after_days: 60 },
    });
    expect(schedule).not.toHaveProperty("rotation_lambda_arn");
  });

  test("stands alone where no service uses the password", () => {
    expect(rotationOf({ services: [] }).addresses()).toEqual([
      "aws_secretsmanager_secret_rotation.password_schedule",
    ]);
  });
});

describe("the event", () => {
  test("is that this secret, and no other, has a new current version", () => {
    const rule = rotationOf().one("aws_cloudwatch_event_rule", "password_rotated");
    expect(json(rule.event_pattern)).toEqual({
      source: ["aws.secretsmanager"],
      "detail-type": ["Secret Label Updated"],
      resources: [SECRET],
      detail: { labelUpdated: ["AWSCURRENT"] },
    });
  });

  test("starts the state machine with a role that can do nothing else", () => {
    const stack = rotationOf();
    expect(stack.one("aws_cloudwatch_event_target", "password_target")).toMatchObject({
      rule: "${aws_cloudwatch_event_rule.password_rotated.name}",
      arn: "${aws_sfn_state_machine.password_machine.arn}",
      role_arn: "${aws_iam_role.password_start_role.arn}",
      depends_on: ["aws_iam_role_policy.password_start_policy"],
    });
    expect(json(stack.one("aws_iam_role_policy", "password_start_policy").policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "states:StartExecution",
        Resource: "${aws_sfn_state_machine.password_machine.arn}",
      },
    ]);
    expect(stack.one("aws_iam_role", "password_start_role").assume_role_policy).toContain(
      "events.amazonaws.com",
    );
  });
});

describe("the state machine", () => {
  const definitionOf = (props: Partial<PasswordRotationProps> = {}) =>
    json(rotationOf(props).one("aws_sfn_state_machine", "password_machine").definition);

  test("waits until a rotation has settled", () => {
    const definition = definitionOf();
    expect(definition.StartAt).toBe("Settle");
    expect(definition.States.Settle).toEqual({ Type: "Wait", Seconds: 60, Next: "Redeploy" });
  });

  test("forces a new deployment of every service, again and again until it is taken", () => {
    const { Redeploy } = definitionOf().States;
    expect(Redeploy).toMatchObject({ Type: "Parallel", ResultPath: null, End: true });
    expect(Redeploy.Branches).toHaveLength(2);
    expect(Redeploy.Branches[1]).toEqual({
      StartAt: "shop",
      States: {
        shop: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
          Parameters: { Cluster: CLUSTER.arn, Service: "shop", ForceNewDeployment: true },
          Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2 }],
          ResultPath: null,
          End: true,
        },
      },
    });
  });

  test("restarts the containers of Beanstalk environments, and may restart exactly these", () => {
    const arn = "arn:aws:elasticbeanstalk:us-west-2:111122223333:environment/team-test/team-test-site";
    const site = { kind: "beanstalk" as const, name: "site", arn, environmentId: "e-abcdefghij" };
    const stack = rotationOf({ services: [service("blog"), site] });
    const { Redeploy } = json(stack.one("aws_sfn_state_machine", "password_machine").definition).States;
    expect(Redeploy.Branches[1].States.site).toMatchObject({
      Resource: "arn:aws:states:::aws-sdk:elasticbeanstalk:restartAppServer",
      Parameters: { EnvironmentId: "e-abcdefghij" },
    });
    const [, restart] = json(stack.one("aws_iam_role_policy", "password_redeploy_policy").policy).Statement;
    expect(restart).toEqual({
      Effect: "Allow",
      Action: "elasticbeanstalk:RestartAppServer",
      Resource: [arn],
    });
  });

  test("may update exactly these services of this cluster", () => {
    const stack = rotationOf();
    expect(json(stack.one("aws_iam_role_policy", "password_redeploy_policy").policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "ecs:UpdateService",
        Resource: [service("blog").arn, service("shop").arn],
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER.arn } },
      },
    ]);
    expect(stack.one("aws_iam_role", "password_redeploy_role").assume_role_policy).toContain(
      "states.amazonaws.com",
    );
    expect(stack.one("aws_sfn_state_machine", "password_machine").depends_on).toEqual([
      "aws_iam_role_policy.password_redeploy_policy",
    ]);
  });
});

test("a redeployment that fails rings", () => {
  expect(rotationOf().one("aws_cloudwatch_metric_alarm", "password_failed_alarm")).toMatchObject({
    namespace: "AWS/States",
    metric_name: "ExecutionsFailed",
    statistic: "Sum",
    dimensions: { StateMachineArn: "${aws_sfn_state_machine.password_machine.arn}" },
    threshold: 0,
    comparison_operator: "GreaterThanThreshold",
    treat_missing_data: "notBreaching",
    alarm_actions: [TOPIC],
  });
});

test("the longest names fit, and the roles stay apart", () => {
  const stack = rotationOf({
    identity: { ...TEST_IDENTITY, stack: `${"t".repeat(24)}-${"e".repeat(24)}` },
  });
  const roles = Object.values(stack.all("aws_iam_role")).map(({ name }) => String(name));
  expect(new Set(roles).size).toBe(2);
  for (const name of roles) expect(name.length).toBeLessThanOrEqual(64);
  const rule = stack.one("aws_cloudwatch_event_rule", "password_rotated");
  expect(String(rule.name).length).toBeLessThanOrEqual(64);
  const machine = stack.one("aws_sfn_state_machine", "password_machine");
  expect(String(machine.name).length).toBeLessThanOrEqual(80);
});
