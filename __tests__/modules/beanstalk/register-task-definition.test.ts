import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { botocoreReport, requireBotocore } from "../../support/botocore";

const GOLDEN = readFileSync(join(__dirname, "golden", "Dockerrun.aws.json"), "utf8");

/** What botocore finds wrong with a Dockerrun as input of ECS RegisterTaskDefinition. */
function report(dockerrun: Readonly<Record<string, unknown>>): string {
  const { executionRoleArn, containerDefinitions, volumes } = dockerrun;
  const input = { family: "check", executionRoleArn, containerDefinitions, volumes };
  return botocoreReport("ecs", "RegisterTaskDefinition", input);
}

test("ECS takes the container definitions of the golden Dockerrun", (context) => {
  requireBotocore(context);
  expect(report(JSON.parse(GOLDEN))).toBe("");
});

test("refuses what ECS does not know", (context) => {
  requireBotocore(context);
  const wrong = JSON.parse(GOLDEN);
  wrong.containerDefinitions[0].memoryMiB = 512;
  wrong.containerDefinitions[0].cpu = "1024";
  expect(report(wrong)).toMatch(/memoryMiB[\s\S]*cpu|cpu[\s\S]*memoryMiB/);
});
