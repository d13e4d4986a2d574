import { execFileSync } from "node:child_process";
import type { TestContext } from "vitest";

/** Validates the input of an operation with botocore's model of the service. */
const PROGRAM = `
import json, sys
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
asked = json.load(sys.stdin)
model = ServiceModel(Loader().load_service_model(asked["service"], "service-2"))
shape = model.operation_model(asked["operation"]).input_shape
print(ParamValidator().validate(asked["input"], shape).generate_report())
`;

/** What botocore finds wrong with the input of an operation; empty for nothing. */
export function botocoreReport(service: string, operation: string, input: unknown): string {
  return execFileSync("python3", ["-c", PROGRAM], {
    input: JSON.stringify({ service, operation, input }),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  }).trim();
}

/** Skips, saying why, where Python or botocore is absent; `TEAMSTACKS_REQUIRE=sandbox` makes it fail. */
export function requireBotocore(context: TestContext): void {
  try {
    execFileSync("python3", ["-c", "import botocore"], { stdio: "ignore" });
  } catch {
    const reason =
      "python3 with botocore is not here; it comes with the emulator: pip install 'moto[server]'";
    if ((process.env.TEAMSTACKS_REQUIRE ?? "").split(",").includes("sandbox")) throw new Error(reason);
    context.skip(reason);
  }
}
