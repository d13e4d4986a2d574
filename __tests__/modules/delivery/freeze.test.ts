import { describe, expect, it } from "vitest";
import { Freeze, type FreezeProps } from "../../../modules/delivery";
import type { FreezeWindow } from "../../../modules/delivery/freeze-windows";
import { parseCron } from "../../../modules/scaling/cron";
import { synth, TEST_IDENTITY } from "../../support/synth";

function cron(text: string) {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

const NIGHTS: FreezeWindow = {
  kind: "recurring",
  name: "nights",
  from: cron("0 18 * * *"),
  until: cron("0 8 * * 1-5"),
  timeZone: "Asia/Tokyo",
};
const CHRISTMAS: FreezeWindow = {
  kind: "dated",
  name: "christmas",
  from: "2026-12-18T18:00",
  until: "2027-01-04T12:00",
  timeZone: "Asia/Tokyo",
};

function frozen(over: Partial<FreezeProps> = {}) {
  return synth((scope) => {
    new Freeze(scope, "freeze", {
      identity: TEST_IDENTITY,
      windows: [NIGHTS, CHRISTMAS],
      gates: [
        { pipeline: "team-test-api", stage: "Approve" },
        { pipeline: "team-test-web", stage: "Deploy" },
      ],
      kmsKeyArn: undefined,
      topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
      ...over,
    });
  });
}

const definitionOf = (stack: ReturnType<typeof frozen>) =>
  JSON.parse(String(stack.one("aws_sfn_state_machine", "freeze_machine").definition));

describe("Freeze", () => {
  it("makes what it says and nothing else", () => {
    expect(frozen().addresses()).toEqual([
      "aws_cloudwatch_metric_alarm.freeze_failed_alarm",
      "aws_iam_role.freeze_gates_role",
      "aws_iam_role.freeze_role_role",
      "aws_iam_role_policy.freeze_gates_policy",
      "aws_iam_role_policy.freeze_role_policy",
      "aws_scheduler_schedule.freeze_christmas_close",
      "aws_scheduler_schedule.freeze_christmas_open",
      "aws_scheduler_schedule.freeze_nights_close",
      "aws_scheduler_schedule.freeze_nights_open",
      "aws_scheduler_schedule_group.freeze_group",
      "aws_sfn_state_machine.freeze_machine",
    ]);
  });

  it("schedules each edge in the zone that was asked for", () => {
    const stack = frozen();
    const of = (edge: string) => stack.one("aws_scheduler_schedule", `freeze_${edge}`);
    expect(of("nights_close")).toMatchObject({
      schedule_expression: "cron(0 18 * * ? *)",
      schedule_expression_timezone: "Asia/Tokyo",
      target: { input: '{"edge":"close","window":"nights"}' },
    });
    expect(of("nights_open").schedule_expression).toBe("cron(0 8 ? * MON,TUE,WED,THU,FRI *)");
    expect(of("christmas_close").schedule_expression).toBe("at(2026-12-18T18:00:00)");
    expect(of("christmas_open").schedule_expression).toBe("at(2027-01-04T12:00:00)");
  });

  it("leaves the end to the recurring window that a dated one ends in", () => {
    const stack = frozen({ windows: [NIGHTS, { ...CHRISTMAS, until: "2027-01-03T12:00" }] });
    expect(Object.keys(stack.all("aws_scheduler_schedule"))).not.toContain("freeze_christmas_open");
  });

  it("opens nothing while a dated window lasts", () => {
    const { Which } = definitionOf(frozen()).States;
    const [from, until] = [Date.UTC(2026, 11, 18, 9), Date.UTC(2027, 0, 4, 3)];
    expect(Which.Choices[0].Next).toBe("Close");
    expect(Which.Choices[1]).toEqual({
      Condition: `{% ($at := $millis(); $exists([{ 'from': ${from}, 'until': ${until} }][from <= $at and $at < until])) %}`,
      Next: "StillFrozen",
    });
    expect(Which.Default).toBe("Open");
  });

  it("needs no look at the clock without dated windows", () => {
    const { States } = definitionOf(frozen({ windows: [NIGHTS] }));
    expect(States.Which.Choices).toHaveLength(1);
    expect(States).not.toHaveProperty("StillFrozen");
  });

  it("closes and opens the stages of all pipelines, and may do that alone", () => {
    const stack = frozen();
    const { Close, Open } = definitionOf(stack).States;
    const calls = (state: {
      Branches: { States: Record<string, { Resource: string; Arguments: object }> }[];
    }) =>
      state.Branches.flatMap(({ States }) =>
        Object.values(States).map(({ Resource, Arguments }) => [Resource.split(":").at(-1), Arguments]),
      );
    const web = { PipelineName: "team-test-web", StageName: "Deploy", TransitionType: "Inbound" };
    expect(calls(Close)[1]).toEqual([
      "disableStageTransition",
      { ...web, Reason: expect.stringMatching(/^[a-zA-Z0-9!@ ().*?-]{1,300}$/) },
    ]);
    expect(calls(Open)[1]).toEqual(["enableStageTransition", web]);
    const { policy } = stack.one("aws_iam_role_policy", "freeze_gates_policy");
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["codepipeline:DisableStageTransition", "codepipeline:EnableStageTransition"],
        Resource: [
          "arn:aws:codepipeline:us-west-2:111122223333:team-test-api/Approve",
          "arn:aws:codepipeline:us-west-2:111122223333:team-test-web/Deploy",
        ],
      },
    ]);
  });

  it("encrypts schedules with the customer's key, which their role may use", () => {
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/k";
    const stack = frozen({ kmsKeyArn });
    expect(stack.one("aws_scheduler_schedule", "freeze_nights_open").kms_key_arn).toBe(kmsKeyArn);
    expect(stack.one("aws_iam_role_policy", "freeze_role_policy").policy).toContain("kms:Decrypt");
  });
});
