import { beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY, stacksOf, type WrittenStack } from "../support/stacks";

let stacks: ReadonlyMap<string, WrittenStack>;
beforeAll(() => {
  stacks = stacksOf(REPOSITORY);
});

function stackOf(name: string): WrittenStack {
  const stack = stacks.get(name);
  if (stack === undefined) throw new Error(`no ${name}`);
  return stack;
}

interface Stage {
  readonly name: string;
  readonly action: readonly { readonly provider: string; readonly configuration: Record<string, string> }[];
}

const stages = (stack: string, service: string) =>
  stackOf(stack).one("aws_codepipeline", `delivery_${service}_pipeline_pipeline`).stage as readonly Stage[];

describe("the shipped team files", () => {
  it("build the image of every service of saas that keeps running", () => {
    const saas = stackOf("saas-production");
    const running = saas.environment.services.filter(({ kind }) => kind !== "schedule" && kind !== "task");
    expect(Object.keys(saas.all("aws_codepipeline"))).toHaveLength(running.length);
    expect(Object.keys(saas.all("aws_ecr_repository"))).toHaveLength(running.length);
    expect(saas.one("aws_codebuild_project", "delivery_converter_build_project").environment).toMatchObject({
      type: "ARM_CONTAINER",
    });
  });

  it("start builds of adnet by patterns of branches, and keep its clones apart", () => {
    const trigger = (stack: string) =>
      stackOf(stack).one("aws_codepipeline", "delivery_delivery_pipeline_pipeline").trigger;
    expect(JSON.stringify(trigger("adnet-production"))).toContain('["release","hotfix/*"]');
    expect(JSON.stringify(trigger("adnet-staging"))).toContain('["develop"]');
    expect(stackOf("adnet-load-test").all("aws_codepipeline")).toEqual({});
    expect(stackOf("adnet-staging").all("aws_ecr_repository")).toEqual({});
  });

  it("begin in CodeCommit for festa, whose rehearsal pulls from its repository", () => {
    expect(stages("festa-production", "ghost")[0]?.action[0]).toMatchObject({
      provider: "CodeCommit",
      configuration: { RepositoryName: "festa-ghost" },
    });
    const { policy } = stackOf("festa-production").one(
      "aws_ecr_repository_policy",
      "delivery_ghost_images_policy",
    );
    expect(String(policy)).toContain("arn:aws:iam::444455556666:root");
  });

  it("have no pipeline that may be assumed by another one", () => {
    for (const stack of stacks.values()) {
      for (const [name, role] of Object.entries(stack.all("aws_iam_role"))) {
        if (!/^delivery_.*_(pipeline|build)_(role|start)_role$/.test(name)) continue;
        const [trust] = JSON.parse(String(role.assume_role_policy)).Statement;
        expect(trust.Condition.ArnEquals["aws:SourceArn"], name).toMatch(/^arn:aws:[a-z]+:[^*]+$/);
        expect(trust.Condition.StringEquals["aws:SourceAccount"], name).toBe(stack.environment.account);
      }
    }
  });

  it("let the role that starts tasks pull what the pipeline pushes", () => {
    for (const stack of stacks.values()) {
      for (const { name, runtime, pipeline } of stack.environment.services) {
        if (pipeline?.imageRepository === undefined || runtime === "beanstalk") continue;
        const { policy } = stack.one("aws_iam_role_policy", `service_${name}_roles_execution_policy`);
        expect(String(policy)).toContain(`:repository/${pipeline.imageRepository}"`);
      }
    }
  });
});
