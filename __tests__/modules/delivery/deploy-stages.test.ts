import { describe, expect, it } from "vitest";
import {
  approvalAction,
  deployStages,
  gateOf,
  type PipelineAction,
  type PipelineStage,
} from "../../../modules/delivery";

const TOPIC = "arn:aws:sns:us-west-2:111122223333:team-test-deliveries";

const action = (name: string): PipelineAction => ({
  name,
  category: "Invoke",
  provider: "StepFunctions",
  configuration: {},
  inputs: [],
  outputs: [],
  runOrder: 1,
  statements: [],
});

const approval = approvalAction({ what: "blog of team-test", topicArn: TOPIC });
const [before, deploy, after] = [action("migrate"), action("Deploy"), action("smoke")];
const plan = (stages: readonly PipelineStage[]) =>
  stages.map(({ name, actions, onFailure }) => [
    name,
    actions.map((one) => `${one.runOrder} ${one.name}`),
    onFailure,
  ]);

describe("deployStages", () => {
  it("asks, prepares, deploys and tests, in this order", () => {
    expect(plan(deployStages({ approval, before, deploy, after }))).toEqual([
      ["Approve", ["1 Approve"], undefined],
      ["Prepare", ["1 migrate"], undefined],
      ["Deploy", ["1 Deploy", "2 smoke"], "ROLLBACK"],
    ]);
  });

  it("goes back by itself only where a test can fail", () => {
    expect(plan(deployStages({ deploy }))).toEqual([["Deploy", ["1 Deploy"], undefined]]);
  });

  it.each([
    [{ approval, before, deploy }, "Approve"],
    [{ before, deploy }, "Prepare"],
    [{ deploy, after }, "Deploy"],
  ] as const)("is held up before anything happens to what runs", (rollout, stage) => {
    expect(gateOf(rollout)).toBe(stage);
  });
});

describe("approvalAction", () => {
  it("asks on the topic and may publish there alone", () => {
    expect(approval).toMatchObject({
      category: "Approval",
      provider: "Manual",
      configuration: { NotificationArn: TOPIC, CustomData: "Deploy blog of team-test?" },
      inputs: [],
      outputs: [],
      statements: [{ Effect: "Allow", Action: "sns:Publish", Resource: TOPIC }],
    });
  });

  it("may use the customer's key where the topic is encrypted with it", () => {
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/k";
    const { statements } = approvalAction({ what: "blog", topicArn: TOPIC, kmsKeyArn });
    expect(statements[1]).toMatchObject({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: kmsKeyArn,
    });
  });
});
