import { describe, expect, it } from "vitest";
import { REPOSITORY, stacksOf } from "../support/stacks";
import { planStack, requireProvider, requireTool, validateStack } from "../support/terraform";

const TERRAFORM_TIMEOUT = 120_000;

describe.each([...stacksOf(REPOSITORY)])("%s in the real Terraform", (_name, stack) => {
  it("validates", { timeout: TERRAFORM_TIMEOUT }, async (context) => {
    requireTool(context, "terraform");
    requireProvider(context, stack.json);
    await validateStack(stack.json);
  });

  it("is planned whole, without any account", { timeout: TERRAFORM_TIMEOUT }, async (context) => {
    requireTool(context, "terraform");
    requireProvider(context, stack.json);
    const plan = await planStack(stack.json);
    const created = (plan.resource_changes ?? []).filter(({ change }) => change.actions.join() === "create");
    expect(created.map(({ address }) => address).sort()).toEqual(stack.addresses());
  });
});
