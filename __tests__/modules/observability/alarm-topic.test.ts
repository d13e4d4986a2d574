import { describe, expect, it } from "vitest";
import { AlarmTopic, subscriptionId } from "../../../modules/observability";
import { synth, TEST_IDENTITY } from "../../support/synth";

function topic(emails: readonly string[], kmsKeyArn?: string) {
  return synth((stack) => {
    new AlarmTopic(stack, "alarms", { identity: TEST_IDENTITY, emails, kmsKeyArn });
  });
}

describe("AlarmTopic", () => {
  it("lets only the alarms of this environment publish", () => {
    const stack = topic([]);
    expect(stack.addresses()).toEqual(["aws_sns_topic.alarms_topic", "aws_sns_topic_policy.alarms_policy"]);
    const made = stack.one("aws_sns_topic", "alarms_topic");
    expect(made.name).toBe("team-test-alarms");
    expect(made).not.toHaveProperty("kms_master_key_id");
    const arn = "$".concat("{aws_sns_topic.alarms_topic.arn}");
    expect(JSON.parse(String(stack.one("aws_sns_topic_policy", "alarms_policy").policy)).Statement).toEqual([
      {
        Sid: "PublishAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arn,
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-west-2:111122223333:alarm:team-test-*" },
        },
      },
    ]);
  });

  it("tells each address once", () => {
    const stack = topic(["ops@example.net", "dev@example.net", "ops@example.net"]);
    const made = stack.all("aws_sns_topic_subscription");
    expect(Object.keys(made).sort()).toEqual([
      `alarms_${subscriptionId("dev@example.net")}`,
      `alarms_${subscriptionId("ops@example.net")}`,
    ]);
    expect(made[`alarms_${subscriptionId("ops@example.net")}`]).toMatchObject({
      protocol: "email",
      endpoint: "ops@example.net",
    });
  });

  it("keeps an address's place when others come and go", () => {
    const before = topic(["b@example.net"]).addresses();
    expect(topic(["a@example.net", "b@example.net"]).addresses()).toEqual(expect.arrayContaining(before));
  });

  it("tells apart addresses that look alike", () => {
    expect(subscriptionId("a.b@example.net")).not.toBe(subscriptionId("a-b@example.net"));
  });

  it("is encrypted with the customer's key when there is one", () => {
    const key = "arn:aws:kms:us-west-2:111122223333:key/1";
    expect(topic([], key).one("aws_sns_topic", "alarms_topic").kms_master_key_id).toBe(key);
  });
});
