import { describe, expect, it } from "vitest";
import {
  ArtifactBucket,
  BuildProject,
  type BuildProjectProps,
  Pipeline,
  type PipelineStage,
  type SourceOrigin,
  sourceOf,
} from "../../../modules/delivery";
import { NAME_LIMIT } from "../../../modules/naming";
import { type Synthesized, synth, TEST_IDENTITY } from "../../support/synth";

const BUILD = {
  dockerfile: "Dockerfile",
  context: ".",
  buildCommands: [],
  testCommands: [],
  baseImages: ["docker-hub/library/ruby"],
  computeType: "medium",
  timeoutMinutes: 45,
} as const;
const CODECOMMIT: SourceOrigin = { kind: "codecommit", repository: "web", branch: "main" };
const CONNECTION: SourceOrigin = {
  kind: "connection",
  connectionArn:
    "arn:aws:codeconnections:us-west-2:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab",
  repository: "example/web",
  branch: "main",
  branches: ["release/*"],
  paths: [],
};
const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234";
const NOTIFY: PipelineStage = {
  name: "Deploy",
  onFailure: "ROLLBACK",
  actions: ["one", "two"].map((name) => ({
    name,
    category: "Invoke",
    provider: "Lambda",
    configuration: { FunctionName: name },
    inputs: [],
    outputs: [],
    runOrder: 1,
    statements: [
      { Sid: "Call", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: `arn:${name}` },
      { Sid: "List", Effect: "Allow", Action: "lambda:ListFunctions", Resource: "*" },
    ],
  })),
};

interface Options extends Partial<BuildProjectProps> {
  readonly origin?: SourceOrigin;
  readonly stages?: readonly PipelineStage[];
}

function pipeline({ origin = CODECOMMIT, stages = [], ...props }: Options = {}): Synthesized {
  const { identity = TEST_IDENTITY, name = "web", kmsKeyArn } = props;
  return synth((stack) => {
    const artifacts = new ArtifactBucket(stack, "artifacts", { identity, kmsKeyArn });
    const project = new BuildProject(stack, "build", {
      repository: "shop/web",
      container: "web",
      architecture: "x86_64",
      build: BUILD,
      running: undefined,
      files: {},
      logRetentionDays: 30,
      ...props,
      kmsKeyArn,
      identity,
      name,
      artifacts,
    });
    new Pipeline(stack, "pipeline", {
      identity,
      name,
      source: sourceOf(origin, { ...identity, imageRepository: "shop/web" }),
      stages: [{ name: "Build", actions: [project.action] }, ...stages],
      artifacts,
      dependsOn: [],
    });
  });
}

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const statements = (stack: Synthesized, role: string): readonly Statement[] =>
  JSON.parse(String(stack.one("aws_iam_role_policy", `${role}_policy`).policy)).Statement;
const trust = (stack: Synthesized, role: string) =>
  JSON.parse(String(stack.one("aws_iam_role", `${role}_role`).assume_role_policy)).Statement[0];
const project = (stack: Synthesized) => stack.one("aws_codebuild_project", "build_project");

describe("a pipeline", () => {
  it("is of type V2, with the stages in order and every action's inputs", () => {
    const { stage, ...made } = pipeline({ stages: [NOTIFY] }).one("aws_codepipeline", "pipeline_pipeline");
    expect(made).toMatchObject({ name: "team-test-web", pipeline_type: "V2", execution_mode: "SUPERSEDED" });
    expect(stage).toMatchObject([
      { name: "Source", action: [{ provider: "CodeCommit", owner: "AWS", output_artifacts: ["source"] }] },
      {
        name: "Build",
        action: [
          {
            provider: "CodeBuild",
            namespace: "build",
            input_artifacts: ["source"],
            output_artifacts: ["image"],
          },
        ],
      },
      { name: "Deploy", on_failure: { result: "ROLLBACK" }, action: [{ name: "one" }, { name: "two" }] },
    ]);
  });

  it("starts by its own trigger, or by an event that may start this one alone", () => {
    const connected = pipeline({ origin: CONNECTION });
    expect(connected.one("aws_codepipeline", "pipeline_pipeline").trigger).toEqual([
      {
        provider_type: "CodeStarSourceConnection",
        git_configuration: {
          source_action_name: "Source",
          push: [{ branches: { includes: ["release/*"] } }],
        },
      },
    ]);
    expect(connected.all("aws_cloudwatch_event_rule")).toEqual({});

    const stack = pipeline();
    expect(stack.one("aws_codepipeline", "pipeline_pipeline")).not.toHaveProperty("trigger");
    expect(trust(stack, "pipeline_start").Condition.ArnEquals).toEqual({
      "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/team-test-web-source",
    });
    expect(statements(stack, "pipeline_start")).toEqual([
      {
        Effect: "Allow",
        Action: "codepipeline:StartPipelineExecution",
        Resource: "arn:aws:codepipeline:us-west-2:111122223333:team-test-web",
      },
    ]);
  });

  it("may do what its actions need, each statement once and no name of one twice", () => {
    const stack = pipeline({ stages: [NOTIFY] });
    const own = statements(stack, "pipeline_role");
    expect(own.filter(({ Action }) => Action === "lambda:ListFunctions")).toHaveLength(1);
    expect(own.filter(({ Action }) => Action === "lambda:InvokeFunction")).toHaveLength(2);
    const names = own.flatMap(({ Sid }) => Sid ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(trust(stack, "pipeline_role").Condition).toEqual({
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnEquals: { "aws:SourceArn": "arn:aws:codepipeline:us-west-2:111122223333:team-test-web" },
    });
  });

  it("keeps artifacts by KMS, over TLS and for a month", () => {
    const stack = pipeline({ kmsKeyArn: KEY });
    expect(stack.one("aws_codepipeline", "pipeline_pipeline").artifact_store).toMatchObject([
      { type: "S3", encryption_key: { id: KEY, type: "KMS" } },
    ]);
    expect(project(stack)).toMatchObject({ encryption_key: KEY });
    expect(statements(stack, "pipeline_role")).toContainEqual(expect.objectContaining({ Resource: KEY }));
    expect(stack.one("aws_s3_bucket", "artifacts_bucket")).toMatchObject({
      bucket: "team-test-111122223333-us-west-2-artifacts",
    });
    expect(String(stack.one("aws_s3_bucket_policy", "artifacts_policy").policy)).toContain(
      '"aws:SecureTransport":"false"',
    );
    expect(stack.one("aws_s3_bucket_lifecycle_configuration", "artifacts_lifecycle").rule).toMatchObject([
      { expiration: [{ days: 30 }] },
    ]);
  });

  it("has names that AWS takes, however long those of its parts are", () => {
    const long = "a".repeat(24);
    const identity = { ...TEST_IDENTITY, stack: `${long}-${long}` };
    const stack = pipeline({ identity, name: long });
    expect(String(stack.one("aws_codepipeline", "pipeline_pipeline").name).length).toBeLessThanOrEqual(
      NAME_LIMIT.pipeline,
    );
    expect(String(project(stack).name).length).toBeLessThanOrEqual(NAME_LIMIT.buildProject);
    for (const { name } of Object.values(stack.all("aws_iam_role"))) {
      expect(String(name).length).toBeLessThanOrEqual(NAME_LIMIT.iamRole);
    }
    for (const { name } of Object.values(stack.all("aws_cloudwatch_event_rule"))) {
      expect(String(name).length).toBeLessThanOrEqual(NAME_LIMIT.eventRule);
    }
  });
});

describe("a build", () => {
  it("has Docker and its layers at hand, on the processor that the image is for", () => {
    expect(project(pipeline())).toMatchObject({
      build_timeout: 45,
      environment: {
        type: "LINUX_CONTAINER",
        compute_type: "BUILD_GENERAL1_MEDIUM",
        privileged_mode: true,
      },
      cache: { type: "LOCAL" },
    });
    expect(project(pipeline({ architecture: "arm64" })).environment).toMatchObject({
      type: "ARM_CONTAINER",
      image: "aws/codebuild/amazonlinux-aarch64-standard:3.0",
    });
  });

  it("is privileged only for Docker", () => {
    const described = project(pipeline({ build: undefined }));
    expect(described.environment).toMatchObject({ privileged_mode: false });
    expect(described).not.toHaveProperty("cache");
  });

  it("pushes to one repository, and pulls what the Dockerfile begins with", () => {
    const arn = (name: string) => `arn:aws:ecr:us-west-2:111122223333:repository/${name}`;
    const own = statements(pipeline(), "build_role");
    expect(own.find(({ Sid }) => Sid === "Push")?.Resource).toBe(arn("shop/web"));
    expect(own.find(({ Sid }) => Sid === "PullBaseImages")?.Resource).toEqual([
      arn("docker-hub/library/ruby"),
    ]);
    expect(own.filter(({ Resource }) => Resource === "*").map(({ Action }) => Action)).toEqual([
      "ecr:GetAuthorizationToken",
    ]);
    expect(JSON.stringify(statements(pipeline({ build: undefined }), "build_role"))).not.toContain("ecr:");
  });

  it("sees what runs where it has to keep its image", () => {
    const running = { clusterName: "team-test", serviceName: "web" };
    const own = statements(pipeline({ running }), "build_role");
    expect(own.find(({ Sid }) => Sid === "SeeWhatRuns")).toMatchObject({
      Action: "ecs:DescribeServices",
      Resource: "arn:aws:ecs:us-west-2:111122223333:service/team-test/web",
    });
  });
});
