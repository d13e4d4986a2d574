import { describe, expect, it } from "vitest";
import { interfaceEndpoints } from "../../../config/reach";
import { changed, complaints, TEAM, validated } from "../../support/config";

const ECR = TEAM.replace("example/app:1.0.0", "111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1.0.0");
const WITHOUT_NAT = changed(
  "      ipv4Cidr",
  "      nat: none\n      endpoints: fargate\n      ipv4Cidr",
  ECR,
);
const ALWAYS = ["ecr.api", "ecr.dkr", "logs"];
const QUEUE = "arn:aws:sqs:us-west-2:111122223333:jobs";

function endpoints(lines = "", text = WITHOUT_NAT): string[] {
  const own = lines.split("\n").map((line) => (line === "" ? "" : `        ${line}\n`));
  const found = validated(`${text}${own.join("")}`);
  const [environment] = found.environments ?? [];
  if (environment === undefined) throw new Error(complaints(found).join("\n"));
  return interfaceEndpoints(environment);
}

describe("interface endpoints", () => {
  it("lead to images and logs", () => {
    expect(endpoints()).toEqual(ALWAYS);
  });

  it.each([
    [
      "a secret",
      "secrets: { A: arn:aws:secretsmanager:us-west-2:111122223333:secret:a-a1B2c3 }",
      ["secretsmanager"],
    ],
    ["the database's secret", "secrets: { A: { from: database.password } }", ["secretsmanager"]],
    ["a parameter", "secrets: { A: arn:aws:ssm:us-west-2:111122223333:parameter/a }", ["ssm"]],
    [
      "a secret with a key of its own",
      "secrets: { A: { parameter: arn:aws:ssm:us-west-2:111122223333:parameter/a, kmsKey: arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab } }",
      ["kms", "ssm"],
    ],
    ["ECS Exec", "exec: true", ["ssmmessages"]],
    ["a queue", `permissions: [{ actions: ["sqs:SendMessage"], resources: ["${QUEUE}"] }]`, ["sqs"]],
    [
      "metrics, which have another name there",
      'permissions: [{ actions: ["cloudwatch:PutMetricAlarm"], resources: ["arn:aws:cloudwatch:us-west-2:111122223333:alarm:a"] }]',
      ["monitoring"],
    ],
    [
      "a bucket, to which the gateway leads,",
      'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::uploads/*"] }]',
      [],
    ],
    ["instances", "runtime: ec2", ["ecs", "ecs-agent", "ecs-telemetry", "ssm", "ssmmessages"]],
  ])("for %s lead there, and nowhere else", (_what, lines, more) => {
    expect(endpoints(lines)).toEqual([...ALWAYS, ...more].sort());
  });

  it("lead to KMS where secrets are encrypted with the environment's own key", () => {
    const text = changed(
      "    database: {}\n",
      "    encryption: customer-managed\n    database: {}\n",
      WITHOUT_NAT,
    );
    expect(endpoints("secrets: { A: { from: database.password } }", text)).toContain("kms");
  });

  it("are made for nothing when nobody asked for them, or nothing needs them", () => {
    expect(endpoints("exec: true", TEAM)).toEqual([]);
    expect(endpoints("", WITHOUT_NAT.replace(/ {4}services:[\s\S]*/, ""))).toEqual([]);
  });

  it("lead to the environment's region only", () => {
    const text = changed("nat: none", "nat: single", WITHOUT_NAT);
    const secret = "secrets: { A: arn:aws:secretsmanager:us-east-1:111122223333:secret:a-a1B2c3 }";
    expect(endpoints(secret, text)).toEqual(ALWAYS);
  });
});
