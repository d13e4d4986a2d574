import { describe, expect, test } from "vitest";
import { TEST_IDENTITY } from "../../support/synth";
import { networkOf } from "./network-of";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/0f0f";
const GROUP = "network_flow-logs_group";
const ROLE = "network_flow-logs_writer_role";

describe("flow logs", () => {
  test("are not made without a retention", () => {
    const addresses = networkOf({ flowLogRetentionDays: undefined }).addresses();
    expect(addresses.filter((address) => address.includes("flow-logs"))).toEqual([]);
  });

  test("record all traffic of the VPC into their log group, once the role may write", () => {
    const network = networkOf({ flowLogRetentionDays: 30 });
    expect(Object.keys(network.all("aws_flow_log"))).toEqual(["network_flow-logs_record"]);
    const record = network.one("aws_flow_log", "network_flow-logs_record");
    expect(record).toMatchObject({
      vpc_id: "${aws_vpc.network_vpc.id}",
      traffic_type: "ALL",
      log_destination: `\${aws_cloudwatch_log_group.${GROUP}.arn}`,
      iam_role_arn: `\${aws_iam_role.${ROLE}.arn}`,
      depends_on: ["aws_iam_role_policy.network_flow-logs_writer_policy"],
    });
    expect(record).not.toHaveProperty("log_group_name");
  });

  test("are kept as long as asked, under the key of CloudWatch Logs by default", () => {
    const group = networkOf({ flowLogRetentionDays: 30 }).one("aws_cloudwatch_log_group", GROUP);
    expect(group).toMatchObject({ name: "/teamstacks/team-test/flow-logs", retention_in_days: 30 });
    expect(group).not.toHaveProperty("kms_key_id");
    expect(group).not.toHaveProperty("lifecycle");
  });

  test("are encrypted with the customer key where there is one", () => {
    const network = networkOf({ flowLogRetentionDays: 30, kmsKeyArn: KEY });
    expect(network.one("aws_cloudwatch_log_group", GROUP)).toMatchObject({ kms_key_id: KEY });
  });

  test("are protected where data is", () => {
    const network = networkOf({ flowLogRetentionDays: 30, identity: { ...TEST_IDENTITY, protect: true } });
    expect(network.one("aws_cloudwatch_log_group", GROUP)).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
  });

  test("come from flow logs of this account and region only", () => {
    const role = networkOf({ flowLogRetentionDays: 30 }).one("aws_iam_role", ROLE);
    expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-west-2:111122223333:vpc-flow-log/*" },
        },
      },
    ]);
  });

  test("may write to their own log group only", () => {
    const network = networkOf({ flowLogRetentionDays: 30 });
    const { policy } = network.one("aws_iam_role_policy", "network_flow-logs_writer_policy");
    const arn = `\${aws_cloudwatch_log_group.${GROUP}.arn}`;
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [arn, `${arn}:*`],
      },
    ]);
  });

  test("have a role name within the limit for the longest stack name", () => {
    const stack = `${"t".repeat(24)}-${"e".repeat(24)}`;
    const network = networkOf({ flowLogRetentionDays: 30, identity: { ...TEST_IDENTITY, stack } });
    expect(String(network.one("aws_iam_role", ROLE).name).length).toBeLessThanOrEqual(64);
  });
});
