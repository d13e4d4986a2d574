import { describe, expect, it } from "vitest";
import { TaskStep } from "../../../modules/delivery";
import { taskStepDefinition } from "../../../modules/delivery/task-step-definition";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { ON_FARGATE, ON_INSTANCES, REGISTERED } from "../compute/launches";

const STEP = { task: REGISTERED, launch: ON_FARGATE, timeoutSeconds: 3600 };
const reference = (address: string) => "$".concat(`{${address}}`);

function stepped() {
  const actions: ReturnType<TaskStep["action"]>[] = [];
  const stack = synth((scope) => {
    const step = new TaskStep(scope, "migrate", {
      ...STEP,
      identity: TEST_IDENTITY,
      name: "migrate",
      ready: [],
    });
    actions.push(step.action("#{build.IMAGE_URI}"));
  });
  return { stack, action: actions[0] };
}

describe("TaskStep", () => {
  it("makes what it says and nothing else", () => {
    expect(stepped().stack.addresses()).toEqual([
      "aws_iam_role.migrate_role_role",
      "aws_iam_role_policy.migrate_role_policy",
      "aws_sfn_state_machine.migrate_machine",
    ]);
  });

  it("gives the pipeline's image to the state machine", () => {
    const { action } = stepped();
    expect(action).toMatchObject({
      name: "migrate",
      category: "Invoke",
      provider: "StepFunctions",
      inputs: [],
      outputs: [],
    });
    expect(action?.configuration).toMatchObject({
      InputType: "Literal",
      Input: '{"image":"#{build.IMAGE_URI}"}',
    });
    expect(action?.statements.flatMap(({ Action }) => Action)).toEqual([
      "states:DescribeStateMachine",
      "states:StartExecution",
      "states:DescribeExecution",
    ]);
    expect(action?.statements[1]?.Resource).toBe(
      "arn:aws:states:us-west-2:111122223333:execution:team-test-migrate-step:*",
    );
  });

  it("can start this task in this cluster, with the roles of its containers", () => {
    const { stack } = stepped();
    const { Statement } = JSON.parse(String(stack.one("aws_iam_role_policy", "migrate_role_policy").policy));
    const by = (Sid: string) => Statement.find((one: { Sid: string }) => one.Sid === Sid);
    expect(by("RunTask")).toMatchObject({
      Resource: `${REGISTERED.familyArn}:*`,
      Condition: { ArnEquals: { "ecs:cluster": ON_FARGATE.clusterArn } },
    });
    expect(by("PassRoles")).toMatchObject({
      Resource: [REGISTERED.executionRoleArn, REGISTERED.taskRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
    expect(by("HearOfItsEnd").Resource).toBe(
      "arn:aws:events:us-west-2:111122223333:rule/StepFunctionsGetEventsForECSTaskRule",
    );
    const role = stack.one("aws_iam_role", "migrate_role_role");
    expect(JSON.parse(String(role.assume_role_policy)).Statement[0].Condition).toEqual({
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnEquals: {
        "aws:SourceArn": "arn:aws:states:us-west-2:111122223333:stateMachine:team-test-migrate-step",
      },
    });
    expect(stack.one("aws_sfn_state_machine", "migrate_machine").role_arn).toBe(
      reference("aws_iam_role.migrate_role_role.arn"),
    );
  });
});

describe("taskStepDefinition", () => {
  it("registers Terraform's revision with the new image, and runs that", () => {
    const { States } = taskStepDefinition(STEP);
    expect(States.Read.Arguments).toEqual({ TaskDefinition: REGISTERED.arn, Include: ["TAGS"] });
    expect(States.Register.Arguments).toContain("$one.Name = 'blog' ? $merge([$one, { 'Image': $image }])");
    expect(States.Run.Resource).toBe("arn:aws:states:::ecs:runTask.sync");
    expect(States.Run.Arguments).toMatchObject({
      Cluster: ON_FARGATE.clusterArn,
      TaskDefinition: "{% $revision %}",
      CapacityProviderStrategy: [{ CapacityProvider: "FARGATE", Weight: 1 }],
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "DISABLED" } },
    });
  });

  it("leaves out what only a description has", () => {
    const { Arguments } = taskStepDefinition(STEP).States.Register;
    for (const key of ["TaskDefinitionArn", "Revision", "Status", "RegisteredBy", "RequiresAttributes"]) {
      expect(Arguments).toContain(`'${key}'`);
    }
  });

  it("fails unless the service's own container ended with 0", () => {
    const { Judge, Run } = taskStepDefinition(STEP).States;
    expect(Judge).toMatchObject({
      Choices: [
        {
          Condition: "{% $exists($states.input.Containers[Name = 'blog' and ExitCode = 0]) %}",
          Next: "Done",
        },
      ],
      Default: "Failed",
    });
    expect(Run).not.toHaveProperty("Retry");
  });

  it("runs on instances without a network interface of its own", () => {
    const run = taskStepDefinition({ ...STEP, launch: ON_INSTANCES }).States.Run.Arguments;
    expect(run.NetworkConfiguration).toBeUndefined();
    expect(run.PlacementStrategy).toEqual([
      { Type: "spread", Field: "attribute:ecs.availability-zone" },
      { Type: "binpack", Field: "memory" },
    ]);
  });

  it("holds nothing that Terraform would take for an expression", () => {
    expect(JSON.stringify(taskStepDefinition(STEP))).not.toMatch(/[$%]\{/);
  });
});
