import { afterEach, expect, test, vi } from "vitest";
import { emulatorFixture } from "../sandbox/emulator-fixture";
import { planStack, requireTool, validateStack } from "./terraform";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("plans every resource of a new stack without an account", async (context) => {
  requireTool(context, "terraform");
  const plan = await planStack(emulatorFixture(1));
  const planned = (plan.resource_changes ?? []).map(({ address }) => address);
  expect(planned).toContain("aws_sfn_state_machine.main");
  expect(plan.resource_changes?.every(({ change }) => change.actions.join() === "create")).toBe(true);
}, 120_000);

test("fails on a stack that is not valid", async (context) => {
  requireTool(context, "terraform");
  const wrong = { resource: { aws_vpc: { main: { cidr_blok: "10.0.0.0/16" } } } };
  await expect(validateStack(wrong)).rejects.toThrow("cidr_blok");
}, 120_000);

test("fails instead of skipping when TEAMSTACKS_REQUIRE names a missing tool", (context) => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("TEAMSTACKS_REQUIRE", "terraform,sandbox");
  expect(() => requireTool(context, "sandbox")).toThrow("terraform is not on the PATH");
});

test("skips with a reason when a tool is missing", (context) => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("TEAMSTACKS_REQUIRE", "");
  const skip = vi.fn();
  requireTool({ ...context, skip } as unknown as typeof context, "terraform");
  expect(skip).toHaveBeenCalledWith(expect.stringContaining("install Terraform"));
});
