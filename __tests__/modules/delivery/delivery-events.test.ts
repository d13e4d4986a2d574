import { describe, expect, it } from "vitest";
import { RUN_STATES as WRITTEN } from "../../../config/spec/delivery";
import { DeliveryEvents, type DeliveryEventsProps } from "../../../modules/delivery";
import { RUN_STATES } from "../../../modules/delivery/delivery-events";
import { synth, TEST_IDENTITY } from "../../support/synth";

function told(over: Partial<DeliveryEventsProps> = {}) {
  return synth((scope) => {
    new DeliveryEvents(scope, "events", {
      identity: TEST_IDENTITY,
      pipelines: ["team-test-web", "team-test-api"],
      states: ["failed", "succeeded"],
      emails: ["team@example.net", "team@example.net"],
      kmsKeyArn: undefined,
      ...over,
    });
  });
}

describe("DeliveryEvents", () => {
  it("makes what it says and nothing else", () => {
    expect(told().addresses()).toEqual([
      "aws_cloudwatch_event_rule.events_runs",
      "aws_cloudwatch_event_target.events_target",
      "aws_sns_topic.events_topic",
      "aws_sns_topic_policy.events_policy",
      expect.stringMatching(/^aws_sns_topic_subscription\.events_team-example-net-/),
    ]);
  });

  it("listens to the runs of these pipelines, in sorted order", () => {
    const { event_pattern } = told().one("aws_cloudwatch_event_rule", "events_runs");
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ["aws.codepipeline"],
      "detail-type": ["CodePipeline Pipeline Execution State Change"],
      detail: { pipeline: ["team-test-api", "team-test-web"], state: ["FAILED", "SUCCEEDED"] },
    });
  });

  it("hands events on as they are, which chat applications understand", () => {
    expect(told().one("aws_cloudwatch_event_target", "events_target")).not.toHaveProperty(
      "input_transformer",
    );
  });

  it("lets its own rule publish and nobody else", () => {
    const { policy } = told().one("aws_sns_topic_policy", "events_policy");
    expect(JSON.parse(String(policy)).Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/team-test-deliveries" },
        },
      }),
    ]);
  });

  it("knows every state that the team file has", () => {
    expect(Object.keys(RUN_STATES)).toEqual([...WRITTEN]);
  });
});
