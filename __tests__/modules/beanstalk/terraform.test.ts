import { expect, test } from "vitest";
import type { StackJson } from "../../../cli/sandbox/stack-json";
import { synth } from "../../support/synth";
import { planStack, requireTool, validateStack } from "../../support/terraform";
import { deployable } from "./deployable";
import { addServices, BLOG, CRUNCHER } from "./fixture";

test("Terraform plans a web and a worker service without an account", async (context) => {
  requireTool(context, "terraform");
  const plan = await planStack(deployable());
  const changes = plan.resource_changes ?? [];
  const planned = changes.filter(({ change }) => change.actions.join() === "create");
  expect(planned.map(({ address }) => address)).toEqual(
    expect.arrayContaining([
      "aws_elastic_beanstalk_environment.blog_environment",
      "aws_elastic_beanstalk_environment.cruncher_environment",
      "aws_wafv2_web_acl_association.blog_entrance_waf_association",
      "aws_route53_record.blog_entrance_aaaa_blog_example_net",
    ]),
  );
}, 180_000);

test("every kind of service is valid", async (context) => {
  requireTool(context, "terraform");
  const key = "arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000";
  const { json } = synth((stack) => {
    stack.addOverride("terraform.required_providers.aws.version", ">= 5.100.0, < 7.0.0");
    const identity = { ...BLOG.identity, protect: true };
    const many = { ...BLOG, identity, kmsKeyArn: key, singleton: false, instances: { min: 2, max: 4 } };
    addServices(stack, [
      { ...many, name: "immutable", deployment: { ...BLOG.deployment, policy: "immutable" } },
      { ...many, name: "splitting", deployment: { ...BLOG.deployment, policy: "traffic-splitting" } },
      { ...CRUNCHER, identity, kmsKeyArn: key },
    ]);
  });
  await validateStack(json as StackJson);
}, 180_000);
