import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated } from "../../support/config";

const ECR = TEAM.replace("example/app:1.0.0", "111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1.0.0");
const WITHOUT_NAT = changed(
  "      ipv4Cidr",
  "      nat: none\n      endpoints: fargate\n      ipv4Cidr",
  ECR,
);
const NAT = "Write `nat: single`, or `placement: public`, which gives tasks public addresses.";
const QUEUE = "arn:aws:sqs:us-west-2:111122223333:jobs";

function found(lines: string, text = WITHOUT_NAT): string[] {
  const own = lines.split("\n").map((line) => `        ${line}\n`);
  const all = complaints(validated(`${text}${own.join("")}`)).filter((one) => !one.startsWith("warning"));
  return all.map((one) => one.replace(/^\S+ environments\.production\.(services\.app\.)?/, ""));
}

describe("without NAT", () => {
  it.each([
    ["a queue", `permissions: [{ actions: ["sqs:SendMessage"], resources: ["${QUEUE}"] }]`],
    ["a bucket", 'permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::uploads/*"] }]'],
    ["shells", "exec: true"],
    ["a secret", "secrets: { A: arn:aws:secretsmanager:us-west-2:111122223333:secret:a-a1B2c3 }"],
    ["instances", "runtime: ec2"],
    [
      "files from S3 with an image in ECR",
      "s3Files: { path: /run/f, objects: { a: arn:aws:s3:::example/a }, image: 111122223333.dkr.ecr.us-west-2.amazonaws.com/cli:1 }",
    ],
  ])("accepts %s, to which an endpoint leads", (_what, lines) => {
    expect(found(lines)).toEqual([]);
  });

  it("refuses actions of services without an endpoint, at the action", () => {
    const table = "arn:aws:dynamodb:us-west-2:111122223333:table/t";
    const lines = `permissions:\n  - actions: ["sqs:SendMessage", "dynamodb:GetItem"]\n    resources: ["${table}"]`;
    expect(found(lines)).toEqual([
      `permissions[0].actions[1]: cannot be reached: there is no NAT, and no endpoint for dynamodb; got "dynamodb:GetItem". ${NAT}`,
    ]);
    expect(found(lines, ECR)).toEqual([]);
  });

  it("refuses resources of another region", () => {
    const lines = `permissions:\n  - actions: ["sqs:SendMessage"]\n    resources: ["${QUEUE.replace("west-2", "east-1")}"]`;
    expect(found(lines)).toEqual([
      `permissions[0].actions[0]: cannot be reached: there is no NAT, and endpoints lead to us-west-2, not to us-east-1; got "sqs:SendMessage". ${NAT}`,
    ]);
    expect(found(lines, ECR)).toEqual([]);
  });

  it("refuses secrets of another region", () => {
    const lines = "secrets: { A: arn:aws:secretsmanager:us-east-1:111122223333:secret:a-a1B2c3 }";
    expect(found(lines)).toEqual([
      `secrets.A: cannot be reached: there is no NAT, and endpoints lead to us-west-2, not to us-east-1. ${NAT}`,
    ]);
    expect(found(lines, ECR)).toEqual([]);
  });

  it("refuses the public image that fetches files from S3", () => {
    expect(found("s3Files: { path: /run/f, objects: { a: arn:aws:s3:::example/a } }")[0]).toMatch(
      /^s3Files\.image: is not in ECR of us-west-2, all that .* can pull from; got "public\.ecr\.aws\/aws-cli/,
    );
  });

  it("refuses files from S3 of another region, which their key tells", () => {
    const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/cli:1";
    const lines = `s3Files: { path: /run/f, objects: { a: arn:aws:s3:::example/a }, image: "${image}", kmsKey: "${key}" }`;
    expect(found(lines)).toEqual([
      `s3Files: cannot be reached: there is no NAT, and endpoints lead to us-west-2, not to us-east-1. ${NAT}`,
    ]);
    expect(found(lines, ECR)).toEqual([]);
  });

  it("refuses database users, whose tasks have public images", () => {
    const users = (text: string) =>
      changed("database: {}", "database: { users: { app_data: { rights: data } } }", text);
    expect(found("exec: false", users(WITHOUT_NAT))).toEqual([
      `database.users.app_data: is made by a task with public images and the certificate authorities of RDS, to which no endpoint leads. ${NAT}`,
    ]);
    expect(found("exec: false", users(ECR))).toEqual([]);
  });

  it("refuses database users also where there are no services", () => {
    const text = changed("database: {}", "database: { users: { app_data: { rights: data } } }")
      .replace("      ipv4Cidr", "      nat: none\n      ipv4Cidr")
      .replace(/ {4}services:[\s\S]*/, "");
    expect(complaints(validated(text))[0]).toMatch(
      /network\.nat: is none, and private tasks without endpoints/,
    );
  });
});

describe("ports to the internet", () => {
  it.each(["[443]", "[443, 8443]"])("accept %s", (ports) => {
    expect(found(`egressPorts: ${ports}`, TEAM)).toEqual([]);
  });

  it("refuses ports without 443, which starting a task on Fargate takes", () => {
    expect(found("egressPorts: [8443]\nsecrets: { A: { from: database.password } }", TEAM)).toEqual([
      "egressPorts: do not include 443, and so keep the service from images, secrets and logs. Write `egressPorts: [443, 8443]`.",
    ]);
  });

  it("refuses them with endpoints and with public addresses, too", () => {
    const isPublic = changed("      ipv4Cidr", "      nat: none\n      placement: public\n      ipv4Cidr");
    for (const text of [WITHOUT_NAT, isPublic]) {
      expect(found("egressPorts: [8443]", text)[0]).toMatch(/^egressPorts: do not include 443, and so keep/);
    }
  });

  it("refuses them on Beanstalk, whose instances have the same firewall", () => {
    const text = `${TEAM}        runtime: beanstalk\n        healthCheck: { path: /up }\n`;
    expect(found("egressPorts: [8443]", text)).toEqual([
      "egressPorts: do not include 443, and so keep the service from images, logs and Elastic Beanstalk. Write `egressPorts: [443, 8443]`.",
    ]);
  });

  it("refuses a registry at a port that is shut", () => {
    const text = TEAM.replace("example/app", "registry.example.com:5000/app");
    expect(found("exec: false", text)).toEqual([
      "egressPorts: do not include 5000, and so keep the service from images. Write `egressPorts: [443, 5000]`.",
    ]);
    expect(found("egressPorts: [443, 5000]", text)).toEqual([]);
  });
});

describe("ports of tasks on instances", () => {
  const on = (network: string, text = TEAM) =>
    `${changed("    database: {}\n", `    database: {}\n    cluster: { network: ${network} }\n`, text)}        runtime: ec2\n`;

  it("accept any, because the instance opens 443 for itself", () => {
    expect(found("egressPorts: [8443]", on("bridge"))).toEqual([]);
    expect(found("egressPorts: [8443]", on("awsvpc"))).toEqual([]);
  });

  it("refuses what a task with an interface of its own cannot call", () => {
    const lines = `egressPorts: [8443]\npermissions: [{ actions: ["sqs:SendMessage"], resources: ["${QUEUE}"] }]`;
    expect(found(lines, on("awsvpc"))).toEqual([
      "egressPorts: do not include 443, and so keep the service from the APIs of its permissions. Write `egressPorts: [443, 8443]`.",
    ]);
    expect(found(lines, on("bridge"))).toEqual([]);
  });

  it("refuses a registry at a port that the instance does not open", () => {
    const text = TEAM.replace("example/app", "registry.example.com:5000/app");
    expect(found("egressPorts: [443, 5000]", on("awsvpc", text))).toEqual([
      'image: is fetched at port 5000 by the instance, which opens 443 alone; got "registry.example.com:5000/app:1.0.0". Copy the image to ECR, or write `cluster: { network: bridge }` or `runtime: fargate`.',
    ]);
    expect(found("egressPorts: [443, 5000]", on("bridge", text))).toEqual([]);
  });
});
