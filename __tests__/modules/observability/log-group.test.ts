import { describe, expect, it } from "vitest";
import { ServiceLogGroup } from "../../../modules/observability";
import { synth, TEST_IDENTITY } from "../../support/synth";

describe("ServiceLogGroup", () => {
  it("is named after the stack and the service, and forgets", () => {
    const stack = synth((scope) => {
      const props = { identity: TEST_IDENTITY, service: "blog", retentionDays: 30 };
      expect(new ServiceLogGroup(scope, "logs", props).logging).toMatchObject({
        driver: "cloudwatch",
        region: "us-west-2",
        streamPrefix: "blog",
      });
    });
    expect(stack.addresses()).toEqual(["aws_cloudwatch_log_group.logs_group"]);
    expect(stack.one("aws_cloudwatch_log_group", "logs_group")).toMatchObject({
      name: "/teamstacks/team-test/blog",
      retention_in_days: 30,
    });
  });

  it("is encrypted with the customer's key when there is one", () => {
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/1";
    const stack = synth((scope) => {
      const props = { identity: TEST_IDENTITY, service: "blog", retentionDays: 30, kmsKeyArn };
      new ServiceLogGroup(scope, "logs", props);
    });
    expect(stack.one("aws_cloudwatch_log_group", "logs_group").kms_key_id).toBe(kmsKeyArn);
  });
});
