import { describe, expect, it } from "vitest";
import { complaints, PLATFORM, TEAM, validated } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf, type WrittenStack } from "../support/stacks";

const JOB = `      job:
        image: example/job:1.0.0
        command: [run]
        secrets: { PASSWORD: { from: database.password } }
`;

function stackWith(keys: string): WrittenStack {
  const team = `${TEAM}${JOB}        ${keys}\n`;
  const errors = complaints(validated(team)).filter((one) => !one.startsWith("warning"));
  expect(errors).toEqual([]);
  const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team });
  const [stack] = stacksOf(root).values();
  if (stack === undefined) throw new Error("nothing was written");
  return stack;
}

const ofJob = (stack: WrittenStack) =>
  stack
    .addresses()
    .filter((address) => address.includes(".service_job_"))
    .map((address) => address.replace(".service_job_", " "));

const COMMON = [
  "aws_cloudwatch_log_group logs_group",
  "aws_ecs_task_definition fargate_task",
  "aws_iam_role roles_execution_role",
  "aws_iam_role roles_task_role",
  "aws_iam_role_policy roles_execution_policy",
];
const FIREWALL = [
  "aws_security_group firewall_group",
  "aws_vpc_security_group_egress_rule firewall_to_database_3306",
  "aws_vpc_security_group_egress_rule firewall_to_ipv4_443",
  "aws_vpc_security_group_egress_rule firewall_to_ipv6_443",
];
const SCHEDULE = [
  "aws_cloudwatch_event_rule schedule_failed_stopped",
  "aws_cloudwatch_event_target schedule_failed_record",
  "aws_cloudwatch_metric_alarm schedule_failed_kept_alarm",
  "aws_cloudwatch_metric_alarm schedule_failed_run_alarm",
  "aws_iam_role schedule_role_role",
  "aws_iam_role_policy schedule_role_policy",
  "aws_scheduler_schedule schedule_schedule",
  "aws_scheduler_schedule_group schedule_group",
  "aws_sqs_queue schedule_failed_queue",
  "aws_sqs_queue_policy schedule_failed_policy",
];
const CRON = 'schedule: { cron: "0 3 * * *" }';

describe("what each kind is made of", () => {
  it("is a definition, roles, logs and a firewall for a task, which nothing starts", () => {
    expect(ofJob(stackWith("kind: task"))).toEqual([...COMMON, ...FIREWALL].sort());
  });

  it("is the same with a schedule for a schedule", () => {
    expect(ofJob(stackWith(CRON))).toEqual([...COMMON, ...FIREWALL, ...SCHEDULE].sort());
  });

  it("is the same on instances, whose firewall tasks share", () => {
    const stack = stackWith(`${CRON}\n        runtime: ec2`);
    expect(ofJob(stack)).toEqual([...COMMON, ...SCHEDULE].sort());
    const { target } = stack.one("aws_scheduler_schedule", "service_job_schedule_schedule") as {
      target: { ecs_parameters: object };
    };
    expect(target.ecs_parameters).not.toHaveProperty("network_configuration");
    expect(target.ecs_parameters).not.toHaveProperty("platform_version");
  });

  it("is a service with alarms for a worker, and no way to it", () => {
    const made = ofJob(stackWith("kind: worker"));
    expect(made).toContain("aws_ecs_service fargate_service");
    expect(made).toContain("aws_cloudwatch_metric_alarm alarms_running_alarm");
    expect(made.filter((address) => /lb_|scheduler/.test(address))).toEqual([]);
  });
});

describe("tasks that are started by hand", () => {
  it("are told how by two outputs that agree", () => {
    const outputs = stackWith("kind: task").json.output as Record<string, { value: string }>;
    const input = outputs.run_job_input?.value ?? "";
    expect(outputs.run_job?.value).toBe(
      `aws ecs run-task --region us-west-2 --query 'tasks[0].taskArn' --output text --cli-input-json '${input}'`,
    );
    expect(JSON.parse(input)).toMatchObject({
      cluster: "festa-production",
      taskDefinition: "$".concat("{aws_ecs_task_definition.service_job_fargate_task.family}"),
      networkConfiguration: {
        awsvpcConfiguration: {
          securityGroups: ["$".concat("{aws_security_group.service_job_firewall_group.id}")],
          assignPublicIp: "DISABLED",
        },
      },
    });
  });

  it("have no outputs where something keeps running", () => {
    expect(Object.keys(stackWith("kind: worker").json.output as object)).not.toContain("run_job");
  });
});

describe("a rotated password", () => {
  it("reaches what keeps running, and needs no way to what is only started", () => {
    expect(stackWith("kind: worker").all("aws_sfn_state_machine")).not.toEqual({});
    expect(stackWith("kind: task").all("aws_sfn_state_machine")).toEqual({});
  });
});
