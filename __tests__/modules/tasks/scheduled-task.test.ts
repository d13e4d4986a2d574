import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NAME_LIMIT } from "../../../modules/naming";
import { ScheduledTask, type ScheduledTaskProps } from "../../../modules/tasks";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { ON_FARGATE, ON_INSTANCES, REGISTERED } from "../compute/launches";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/k";
const reference = (address: string) => "$".concat(`{${address}}`);

function scheduled(over: Partial<ScheduledTaskProps> = {}) {
  return synth((scope) => {
    const grant = new SqsQueue(scope, "grant");
    new ScheduledTask(scope, "nightly", {
      identity: TEST_IDENTITY,
      name: "nightly",
      schedule: {
        expression: "cron(0 3 * * ? *)",
        timeZone: "Asia/Tokyo",
        retries: 3,
        retryWindowSeconds: 3600,
        flexibleMinutes: 0,
        enabled: true,
      },
      task: REGISTERED,
      launch: ON_FARGATE,
      exec: false,
      topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
      dependsOn: [grant],
      ...over,
    });
  });
}

const scheduleOf = (stack: ReturnType<typeof scheduled>) =>
  stack.one("aws_scheduler_schedule", "nightly_schedule");
const statementsOf = (stack: ReturnType<typeof scheduled>) =>
  JSON.parse(String(stack.one("aws_iam_role_policy", "nightly_role_policy").policy)).Statement;

describe("ScheduledTask", () => {
  it("makes what it says and nothing else", () => {
    expect(scheduled().addresses()).toEqual([
      "aws_cloudwatch_event_rule.nightly_failed_stopped",
      "aws_cloudwatch_event_target.nightly_failed_record",
      "aws_cloudwatch_metric_alarm.nightly_failed_kept_alarm",
      "aws_cloudwatch_metric_alarm.nightly_failed_run_alarm",
      "aws_iam_role.nightly_role_role",
      "aws_iam_role_policy.nightly_role_policy",
      "aws_scheduler_schedule.nightly_schedule",
      "aws_scheduler_schedule_group.nightly_group",
      "aws_sqs_queue.grant",
      "aws_sqs_queue.nightly_failed_queue",
      "aws_sqs_queue_policy.nightly_failed_policy",
    ]);
  });

  it("starts the newest revision on Fargate, in the zone that was asked for", () => {
    expect(scheduleOf(scheduled())).toMatchObject({
      name: "team-test-nightly",
      schedule_expression: "cron(0 3 * * ? *)",
      schedule_expression_timezone: "Asia/Tokyo",
      state: "ENABLED",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: ON_FARGATE.clusterArn,
        ecs_parameters: {
          task_definition_arn: REGISTERED.familyArn,
          task_count: 1,
          capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
          platform_version: "1.4.0",
          network_configuration: {
            subnets: ["subnet-a", "subnet-b"],
            security_groups: ["sg-blog"],
            assign_public_ip: false,
          },
          propagate_tags: "TASK_DEFINITION",
        },
        retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 3600 },
        dead_letter_config: { arn: reference("aws_sqs_queue.nightly_failed_queue.arn") },
      },
    });
  });

  it("starts on instances without network or platform", () => {
    const { ecs_parameters: parameters } = scheduleOf(scheduled({ launch: ON_INSTANCES })).target as {
      ecs_parameters: object;
    };
    expect(parameters).toMatchObject({ placement_strategy: ON_INSTANCES.placement });
    for (const key of ["network_configuration", "platform_version", "launch_type"]) {
      expect(parameters).not.toHaveProperty(key);
    }
  });

  it("may be late, or not run at all, where that is wanted", () => {
    const schedule = {
      expression: "rate(7 minutes)",
      timeZone: "UTC",
      retries: 0,
      retryWindowSeconds: 60,
      flexibleMinutes: 5,
      enabled: false,
    };
    expect(scheduleOf(scheduled({ schedule }))).toMatchObject({
      state: "DISABLED",
      flexible_time_window: { mode: "FLEXIBLE", maximum_window_in_minutes: 5 },
    });
  });

  it("may start this task in this cluster, and hand its two roles to ECS alone", () => {
    const [run, tag, pass, keep, ...others] = statementsOf(scheduled());
    expect(run).toMatchObject({
      Action: "ecs:RunTask",
      Resource: [REGISTERED.familyArn, `${REGISTERED.familyArn}:*`],
      Condition: { ArnEquals: { "ecs:cluster": ON_FARGATE.clusterArn } },
    });
    expect(tag).toMatchObject({
      Action: "ecs:TagResource",
      Resource: "arn:aws:ecs:us-west-2:111122223333:task/team-test/*",
      Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    });
    expect(pass).toMatchObject({
      Action: "iam:PassRole",
      Resource: [REGISTERED.executionRoleArn, REGISTERED.taskRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
    expect(keep).toMatchObject({
      Action: "sqs:SendMessage",
      Resource: reference("aws_sqs_queue.nightly_failed_queue.arn"),
    });
    expect(others).toEqual([]);
  });

  it("lets only schedules of its own group take the role", () => {
    const role = scheduled().one("aws_iam_role", "nightly_role_role");
    expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: {
            "aws:SourceArn": "arn:aws:scheduler:us-west-2:111122223333:schedule-group/team-test-nightly",
          },
        },
      },
    ]);
  });

  it("is encrypted with the customer's key, which the role may read it with", () => {
    const stack = scheduled({ kmsKeyArn: KEY });
    expect(scheduleOf(stack).kms_key_arn).toBe(KEY);
    expect(statementsOf(stack).at(-1)).toMatchObject({
      Action: "kms:Decrypt",
      Resource: KEY,
      Condition: { StringEquals: { "kms:ViaService": "scheduler.us-west-2.amazonaws.com" } },
    });
  });

  it("waits for what a task needs", () => {
    expect(scheduleOf(scheduled()).depends_on).toEqual([
      "aws_iam_role_policy.nightly_role_policy",
      "aws_sqs_queue.grant",
    ]);
  });

  it("keeps runs whose own container failed or never started, and no others", () => {
    const rule = scheduled().one("aws_cloudwatch_event_rule", "nightly_failed_stopped");
    expect(JSON.parse(String(rule.event_pattern))).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [ON_FARGATE.clusterArn],
        taskDefinitionArn: [{ prefix: `${REGISTERED.familyArn}:` }],
        lastStatus: ["STOPPED"],
        $or: [
          { containers: { name: ["blog"], exitCode: [{ "anything-but": 0 }] } },
          { stopCode: ["TaskFailedToStart"] },
        ],
      },
    });
  });

  it("encrypts the queue, keeps it for 14 days, and lets only its rule write besides", () => {
    const stack = scheduled();
    expect(stack.one("aws_sqs_queue", "nightly_failed_queue")).toMatchObject({
      name: "team-test-nightly-failed",
      sqs_managed_sse_enabled: true,
      message_retention_seconds: 1_209_600,
    });
    const policy = JSON.parse(String(stack.one("aws_sqs_queue_policy", "nightly_failed_policy").policy));
    expect(policy.Statement).toMatchObject([
      {
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Condition: {
          ArnEquals: { "aws:SourceArn": reference("aws_cloudwatch_event_rule.nightly_failed_stopped.arn") },
        },
      },
    ]);
  });

  it("rings at every failed run, and as long as a failure is kept", () => {
    const alarms = scheduled().all("aws_cloudwatch_metric_alarm");
    expect(alarms.nightly_failed_run_alarm).toMatchObject({
      namespace: "AWS/Events",
      metric_name: "TriggeredRules",
      threshold: 0,
      treat_missing_data: "notBreaching",
    });
    expect(alarms.nightly_failed_kept_alarm).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      threshold: 0,
    });
  });

  it("keeps every name inside its limit", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,22}[a-z0-9]$/);
    fc.assert(
      fc.property(word, word, word, (team, environment, name) => {
        const identity = { ...TEST_IDENTITY, stack: `${team}-${environment}` };
        const stack = scheduled({ identity, name });
        const nameOf = (type: string, address: string) => String(stack.one(type, address).name).length;
        expect(nameOf("aws_scheduler_schedule", "nightly_schedule")).toBeLessThanOrEqual(NAME_LIMIT.schedule);
        expect(nameOf("aws_scheduler_schedule_group", "nightly_group")).toBeLessThanOrEqual(64);
        expect(nameOf("aws_iam_role", "nightly_role_role")).toBeLessThanOrEqual(NAME_LIMIT.iamRole);
        expect(nameOf("aws_cloudwatch_event_rule", "nightly_failed_stopped")).toBeLessThanOrEqual(64);
        expect(nameOf("aws_sqs_queue", "nightly_failed_queue")).toBeLessThanOrEqual(80);
      }),
      { numRuns: 20 },
    );
  });
});
