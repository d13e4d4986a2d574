import { TerraformOutput } from "cdktf";
import { describe, expect, test } from "vitest";
import { CustomerKey } from "../../../modules/encryption";
import { synth, TEST_IDENTITY } from "../../support/synth";

const keyOf = (identity = TEST_IDENTITY) =>
  synth((stack) => {
    new CustomerKey(stack, "encryption", { identity });
  });

function statement(sid: string) {
  const { policy } = keyOf().one("aws_kms_key", "encryption_key");
  const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string }[] };
  expect(Statement.map(({ Sid }) => Sid)).toEqual([
    "AccountByIam",
    "LogGroupsOfTheAccount",
    "AlarmsOfTheAccount",
  ]);
  return Statement.find(({ Sid }) => Sid === sid);
}

describe("the customer key", () => {
  test("rotates and takes 30 days to go", () => {
    const stack = keyOf();
    expect(stack.addresses()).toEqual(["aws_kms_alias.encryption_alias", "aws_kms_key.encryption_key"]);
    expect(stack.one("aws_kms_key", "encryption_key")).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      description: "Encrypts the data of team-test",
      tags: { Name: "team-test" },
    });
  });

  test("is known by the name of the stack", () => {
    expect(keyOf().one("aws_kms_alias", "encryption_alias")).toMatchObject({
      name: "alias/team-test",
      target_key_id: "${aws_kms_key.encryption_key.key_id}",
    });
  });

  test("cannot be destroyed where data is protected", () => {
    const key = keyOf({ ...TEST_IDENTITY, protect: true }).one("aws_kms_key", "encryption_key");
    expect(key).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test("can be destroyed elsewhere", () => {
    expect(keyOf().one("aws_kms_key", "encryption_key")).not.toHaveProperty("lifecycle");
  });

  test("gives other modules its ARN", () => {
    const { json } = synth((stack) => {
      const key = new CustomerKey(stack, "encryption", { identity: TEST_IDENTITY });
      new TerraformOutput(stack, "key", { value: key.arn });
    });
    expect(json.output).toMatchObject({ key: { value: "${aws_kms_key.encryption_key.arn}" } });
  });
});

describe("the key policy", () => {
  test("leaves the rest to IAM of the account", () => {
    expect(statement("AccountByIam")).toEqual({
      Sid: "AccountByIam",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    });
  });

  test("lets CloudWatch Logs of the region use it, for log groups of the account only", () => {
    expect(statement("LogGroupsOfTheAccount")).toMatchObject({
      Principal: { Service: "logs.us-west-2.amazonaws.com" },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-west-2:111122223333:log-group:*",
        },
      },
    });
  });

  test("lets alarms of the account notify an encrypted topic", () => {
    expect(statement("AlarmsOfTheAccount")).toMatchObject({
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  test("lets events of the account go to an encrypted topic where there are some", () => {
    const stack = synth((scope) => {
      new CustomerKey(scope, "encryption", { identity: TEST_IDENTITY, events: true });
    });
    const { policy } = stack.one("aws_kms_key", "encryption_key");
    expect(JSON.parse(String(policy)).Statement.at(-1)).toMatchObject({
      Sid: "EventsOfTheAccount",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  test("names no principal that anybody could be", () => {
    const { policy } = keyOf().one("aws_kms_key", "encryption_key");
    expect(String(policy)).not.toContain('"Principal":"*"');
    expect(String(policy)).not.toContain('"AWS":"*"');
  });
});
