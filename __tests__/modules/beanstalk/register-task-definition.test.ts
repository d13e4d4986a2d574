import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type TestContext, test } from "vitest";

const GOLDEN = readFileSync(join(__dirname, "golden", "Dockerrun.aws.json"), "utf8");

/** Validates container definitions and volumes with botocore's model of ECS RegisterTaskDefinition. */
const PROGRAM = `
import json, sys
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
dockerrun = json.load(sys.stdin)
model = ServiceModel(Loader().load_service_model("ecs", "service-2"))
request = {
    "family": "check",
    "executionRoleArn": dockerrun["executionRoleArn"],
    "containerDefinitions": dockerrun["containerDefinitions"],
    "volumes": dockerrun["volumes"],
}
shape = model.operation_model("RegisterTaskDefinition").input_shape
print(ParamValidator().validate(request, shape).generate_report())
`;

/** What botocore finds wrong with a Dockerrun. */
function report(dockerrun: unknown): string {
  return execFileSync("python3", ["-c", PROGRAM], {
    input: JSON.stringify(dockerrun),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  }).trim();
}

/** Skips, saying why, where Python or botocore is absent; `TEAMSTACKS_REQUIRE=sandbox` makes it fail. */
function requireBotocore(context: TestContext): void {
  try {
    execFileSync("python3", ["-c", "import botocore"], { stdio: "ignore" });
  } catch {
    const reason =
      "python3 with botocore is not here; it comes with the emulator: pip install 'moto[server]'";
    if ((process.env.TEAMSTACKS_REQUIRE ?? "").split(",").includes("sandbox")) throw new Error(reason);
    context.skip(reason);
  }
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
