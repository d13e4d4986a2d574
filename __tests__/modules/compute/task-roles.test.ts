import { describe, expect, it } from "vitest";
import { TaskRoles, type TaskRolesProps } from "../../../modules/compute";
import type { PolicyStatement } from "../../../modules/identity";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { container, GHOST, task } from "./tasks";

const LOG_GROUP = "arn:aws:logs:us-west-2:111122223333:log-group:/teamstacks/team-test/blog";
const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:team-test/database-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:111122223333:parameter/team/key";
const KEY = "arn:aws:kms:us-west-2:111122223333:key/11111111-2222-3333-4444-555555555555";

function roles(over: Partial<TaskRolesProps> = {}) {
  return synth((stack) => {
    new TaskRoles(stack, "roles", {
      identity: TEST_IDENTITY,
      service: "blog",
      task: GHOST,
      logGroupArn: LOG_GROUP,
      exec: false,
      ...over,
    });
  });
}

function statements(stack: ReturnType<typeof synth>, role: "execution" | "task"): PolicyStatement[] {
  const policy = stack.all("aws_iam_role_policy")[`roles_${role}_policy`]?.policy;
  return policy === undefined ? [] : JSON.parse(String(policy)).Statement;
}

describe("TaskRoles", () => {
  it("makes two distinct roles that only ECS tasks of this account and region assume", () => {
    const stack = roles();
    expect(stack.addresses()).toEqual([
      "aws_iam_role.roles_execution_role",
      "aws_iam_role.roles_task_role",
      "aws_iam_role_policy.roles_execution_policy",
      "aws_iam_role_policy.roles_task_policy",
    ]);
    for (const kind of ["execution", "task"]) {
      const role = stack.one("aws_iam_role", `roles_${kind}_role`);
      expect(role.name).toBe(`team-test-blog-${kind}`);
      expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-west-2:111122223333:*" },
          },
        },
      ]);
    }
  });

  it("lets ECS write to the one log group and read the secrets of the task, no more", () => {
    expect(statements(roles(), "execution")).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${LOG_GROUP}:*`,
      },
      { Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
    ]);
  });

  it("lets ECS pull from the private repositories that the task names", () => {
    const image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/team/blog:1";
    const stack = roles({ task: task(container({ image }), container({ name: "side", image })) });
    expect(statements(stack, "execution").slice(1)).toEqual([
      { Sid: "LogInToRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Sid: "PullImages",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:us-west-2:111122223333:repository/team/blog"],
      },
    ]);
  });

  it("lets ECS decrypt with the customer's key, through the services that hold the secrets", () => {
    const secrets = { A: SECRET, B: PARAMETER };
    const stack = roles({ task: task(container({ secrets })), kmsKeyArn: KEY });
    expect(statements(stack, "execution").slice(1)).toEqual([
      { Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
      { Sid: "ReadParameters", Effect: "Allow", Action: "ssm:GetParameters", Resource: [PARAMETER] },
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: {
          StringEquals: {
            "kms:ViaService": ["secretsmanager.us-west-2.amazonaws.com", "ssm.us-west-2.amazonaws.com"],
          },
        },
      },
    ]);
  });

  it("decrypts with another key only where a secret names it, through the service and region of the secret", () => {
    const other = "arn:aws:kms:eu-west-1:444455556666:key/22222222-2222-3333-4444-555555555555";
    const secretKeys = [
      { arn: KEY, service: "ssm" },
      { arn: other, service: "secretsmanager" },
      { arn: KEY, service: "secretsmanager" },
      { arn: KEY, service: "ssm" },
    ] as const;
    const decrypting = statements(roles({ secretKeys }), "execution").filter(
      ({ Action }) => Action === "kms:Decrypt",
    );
    expect(decrypting).toEqual([
      {
        Sid: "DecryptTheirSecrets",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: [other, KEY],
        Condition: {
          StringEquals: {
            "kms:ViaService": [
              "secretsmanager.eu-west-1.amazonaws.com",
              "secretsmanager.us-west-2.amazonaws.com",
            ],
          },
        },
      },
      {
        Sid: "DecryptTheirParameters",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: [KEY],
        Condition: { StringEquals: { "kms:ViaService": ["ssm.us-west-2.amazonaws.com"] } },
      },
    ]);
  });

  it("gives no right to a key where there are no secrets", () => {
    const stack = roles({ task: task(container()), kmsKeyArn: KEY });
    expect(statements(stack, "execution").map((each) => each.Sid)).toEqual(["WriteLogs"]);
  });

  it("lets the task mount its own access point only", () => {
    expect(statements(roles(), "task")).toEqual([
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: "arn:aws:elasticfilesystem:us-west-2:111122223333:file-system/fs-12345678",
        Condition: {
          StringEquals: {
            "elasticfilesystem:AccessPointArn":
              "arn:aws:elasticfilesystem:us-west-2:111122223333:access-point/fsap-12345678",
          },
        },
      },
    ]);
  });

  it("does not let a task write where every mount is read-only", () => {
    const mounts = [{ volume: "content", path: "/content", readOnly: true }];
    const stack = roles({ task: { ...GHOST, containers: [container({ mounts })] } });
    expect(statements(stack, "task")[0]?.Action).toEqual(["elasticfilesystem:ClientMount"]);
  });

  it("lets the task answer ECS Exec only when that is asked for", () => {
    expect(statements(roles({ task: task(container()), exec: true }), "task")).toEqual([
      {
        Sid: "AnswerExec",
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
    ]);
    expect(statements(roles({ task: task(container()) }), "task")).toEqual([]);
  });

  it("lets the task send mail as its senders alone", () => {
    const stack = roles({ task: task(container()), mailSenders: ["blog@example.net"] });
    expect(statements(stack, "task")).toEqual([
      {
        Sid: "SendMail",
        Effect: "Allow",
        Action: ["ses:SendEmail", "ses:SendRawEmail"],
        Resource: [
          "arn:aws:ses:us-west-2:111122223333:identity/blog@example.net",
          "arn:aws:ses:us-west-2:111122223333:identity/example.net",
        ],
        Condition: { StringEquals: { "ses:FromAddress": ["blog@example.net"] } },
      },
    ]);
  });

  it("has no action with a wildcard, and a resource * only where AWS has no other", () => {
    const image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/team/blog:1";
    const secrets = { A: SECRET, B: PARAMETER };
    const full = { ...GHOST, containers: GHOST.containers.map((each) => ({ ...each, image, secrets })) };
    const stack = roles({ task: full, exec: true, mailSenders: ["blog@example.net"], kmsKeyArn: KEY });
    const all = [...statements(stack, "execution"), ...statements(stack, "task")];
    expect(all.flatMap((each) => each.Action).filter((action) => action.includes("*"))).toEqual([]);
    expect(all.filter((each) => [each.Resource].flat().includes("*")).map((each) => each.Sid)).toEqual([
      "LogInToRegistry",
      "AnswerExec",
    ]);
  });

  it("keeps the names of the longest teams, environments and services apart and inside IAM's limit", () => {
    const stack = roles({
      identity: { ...TEST_IDENTITY, stack: `${"t".repeat(24)}-${"e".repeat(24)}` },
      service: "s".repeat(24),
    });
    const names = Object.values(stack.all("aws_iam_role")).map((role) => String(role.name));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(64);
  });
});
