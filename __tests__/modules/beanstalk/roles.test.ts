import { describe, expect, it } from "vitest";
import { executionRoleArn } from "../../../modules/beanstalk/roles";
import type { PolicyStatement } from "../../../modules/identity";
import { type Synthesized, TEST_IDENTITY } from "../../support/synth";
import { GHOST } from "../compute/tasks";
import { BLOG, synthBlog, synthCruncher } from "./fixture";

const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:team-test/database-AbCdEf";
const ECR = "111122223333.dkr.ecr.us-west-2.amazonaws.com/ghost:6.77.0";
const KEY = "arn:aws:kms:us-west-2:111122223333:key/0";

function statements(stack: Synthesized, name: string): PolicyStatement[] {
  return JSON.parse(String(stack.one("aws_iam_role_policy", name).policy)).Statement;
}

function trust(stack: Synthesized, name: string): PolicyStatement {
  return JSON.parse(String(stack.one("aws_iam_role", name).assume_role_policy)).Statement[0];
}

function managed(stack: Synthesized, role: string): string[] {
  return Object.entries(stack.all("aws_iam_role_policy_attachment"))
    .filter(([name]) => name.startsWith(role))
    .map(([, attachment]) => String(attachment.policy_arn))
    .sort();
}

const blog = synthBlog();
const cruncher = synthCruncher();

describe("the execution role", () => {
  it("reads exactly the secrets of the task and writes exactly its logs", () => {
    expect(statements(blog, "blog_roles_execution_policy")).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${BLOG.logGroupArn}:*`,
      },
      { Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
    ]);
  });

  it("is assumed by the tasks of this account", () => {
    expect(trust(blog, "blog_roles_execution_role")).toMatchObject({
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  it.each([
    ["blog", TEST_IDENTITY],
    ["service-with-a-long-name", { ...TEST_IDENTITY, stack: `${"t".repeat(24)}-${"e".repeat(24)}` }],
    ["blog", { ...TEST_IDENTITY, iam: { path: "/teams/", permissionsBoundary: undefined } }],
  ])("has the ARN that the source bundle names (%s)", (name, identity) => {
    const stack = synthBlog({ name, identity });
    const role = stack.one("aws_iam_role", `${name}_roles_execution_role`);
    expect(executionRoleArn(identity, name)).toBe(`arn:aws:iam::111122223333:role${role.path}${role.name}`);
    expect(String(role.name).length).toBeLessThanOrEqual(64);
    const environment = stack.one("aws_elastic_beanstalk_environment", `${name}_environment`);
    expect(String(environment.name)).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9-]{2,38})[A-Za-z0-9]$/);
  });
});

describe("the role of the instances", () => {
  it("has what starts the containers, what is in them needs, and its own bundles", () => {
    expect(statements(blog, "blog_roles_instance_policy")).toEqual([
      ...statements(blog, "blog_roles_execution_policy"),
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
      {
        Sid: "PassExecutionRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "${aws_iam_role.blog_roles_execution_role.arn}",
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      {
        Sid: "FetchBundles",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::${aws_s3_bucket.beanstalk_bundles_bucket.bucket}/blog/*",
      },
    ]);
  });

  it("has AWS's policies of its tier, for containers and for Session Manager", () => {
    const policies = (tier: string) => [
      "arn:aws:iam::aws:policy/AWSElasticBeanstalkMulticontainerDocker",
      `arn:aws:iam::aws:policy/${tier}`,
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    ];
    expect(managed(blog, "blog_roles_instance")).toEqual(policies("AWSElasticBeanstalkWebTier"));
    expect(managed(cruncher, "cruncher_roles_instance")).toEqual(policies("AWSElasticBeanstalkWorkerTier"));
  });

  it("is assumed by EC2, which sends no account, through an instance profile", () => {
    expect(trust(blog, "blog_roles_instance_role")).toEqual({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
    expect(blog.one("aws_iam_instance_profile", "blog_roles_profile")).toMatchObject({
      name: "team-test-blog",
      role: "${aws_iam_role.blog_roles_instance_role.name}",
    });
  });

  it("works on the queue of a worker and no other", () => {
    const [queue] = statements(cruncher, "cruncher_roles_instance_policy").filter(
      ({ Sid }) => Sid === "WorkOnQueue",
    );
    expect(queue?.Resource).toEqual([
      "${aws_sqs_queue.cruncher_queue_queue.arn}",
      "${aws_sqs_queue.cruncher_queue_failed.arn}",
    ]);
    expect(statements(blog, "blog_roles_instance_policy").map(({ Sid }) => Sid)).not.toContain("WorkOnQueue");
  });

  it("pulls exactly the images that are in ECR", () => {
    const task = { ...GHOST, containers: GHOST.containers.map((each) => ({ ...each, image: ECR })) };
    const all = statements(synthBlog({ task, bundleTask: task }), "blog_roles_instance_policy");
    expect(all.find(({ Sid }) => Sid === "PullImages")?.Resource).toEqual([
      "arn:aws:ecr:us-west-2:111122223333:repository/ghost",
    ]);
  });

  it("uses the customer's key for secrets, bundles and messages only", () => {
    const blogStatements = statements(synthBlog({ kmsKeyArn: KEY }), "blog_roles_instance_policy");
    const workerStatements = statements(synthCruncher({ kmsKeyArn: KEY }), "cruncher_roles_instance_policy");
    const via = [...blogStatements, ...workerStatements]
      .filter(({ Resource }) => Resource === KEY)
      .flatMap(({ Condition }) => Condition?.["StringEquals"]?.["kms:ViaService"]);
    expect([...new Set(via)].sort()).toEqual([
      "s3.us-west-2.amazonaws.com",
      "secretsmanager.us-west-2.amazonaws.com",
      "sqs.us-west-2.amazonaws.com",
    ]);
  });

  it("exists with its policies before the environment", () => {
    const environment = blog.one("aws_elastic_beanstalk_environment", "blog_environment");
    expect(environment.depends_on).toEqual(
      expect.arrayContaining([
        "aws_iam_role_policy.blog_roles_execution_policy",
        "aws_iam_role_policy.blog_roles_instance_policy",
        "aws_iam_role_policy_attachment.blog_roles_instance_managed_tier",
      ]),
    );
  });
});

describe("roles of all", () => {
  it("allow no action on everything, but for the registry's login", () => {
    for (const stack of [blog, cruncher]) {
      for (const name of Object.keys(stack.all("aws_iam_role_policy"))) {
        for (const { Action, Resource, Sid } of statements(stack, name)) {
          expect([Action].flat().some((action) => String(action).includes("*"))).toBe(false);
          if (Sid !== "LogInToRegistry") expect([Resource].flat()).not.toContain("*");
        }
      }
    }
  });
});
