import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { emulatorEnvironment, OVERRIDE_FILE, offlineOverride } from "../../cli/sandbox/override";
import { pluginCache } from "../../cli/sandbox/plugin-cache";
import { findPython } from "../../cli/sandbox/python";
import type { StackJson } from "../../cli/sandbox/stack-json";
import { type PlanJson, requireTerraform, Terraform } from "../../cli/sandbox/terraform";
import { AWS_PROVIDER_VERSIONS } from "../../stacks/provider";
import { findChromium } from "./chromium";

/**
 * What a test may need: `terraform` is Terraform and the AWS provider, `terraform-program` only the program,
 * `sandbox` is Terraform and the emulator.
 */
export type Tool = "terraform" | "terraform-program" | "sandbox" | "chromium";

/**
 * Skips the test, saying why, where a tool is absent.
 *
 * @throws Error instead, when the variable `TEAMSTACKS_REQUIRE` names the tool (`terraform,sandbox,chromium`).
 */
export function requireTool(context: TestContext, tool: Tool): void {
  const problem = problemWith(tool);
  if (problem === undefined) return;
  const name = tool === "terraform-program" ? "terraform" : tool;
  if ((process.env.TEAMSTACKS_REQUIRE ?? "").split(",").includes(name)) {
    throw new Error(`TEAMSTACKS_REQUIRE asks for ${tool}, but ${problem}`);
  }
  // Vitest's usual reporter does not show the reason that it is given.
  console.warn(`skipped "${context.task.name}": ${problem}`);
  context.skip(problem);
}

/**
 * Skips the test, saying why, where the provider that is here is older than the stack asks for. Where there is a
 * registry, the newest one is here.
 *
 * @throws Error instead, when the variable `TEAMSTACKS_REQUIRE` names `provider-6`.
 */
export function requireProvider(context: TestContext, stack: StackJson): void {
  const wanted = /^>= (\d+)\.(\d+)\.\d+/.exec(providerVersionsOf(stack));
  const installed = /version\s+= "(\d+)\.(\d+)\.\d+"/.exec(
    readFileSync(join(initializedFolder(), LOCK_FILE), "utf8"),
  );
  const number = (found: RegExpExecArray | null) => Number(found?.[1] ?? 0) * 1000 + Number(found?.[2] ?? 0);
  if (number(installed) >= number(wanted)) return;
  const problem = `the stack asks for AWS provider ${wanted?.[0]}, and the one here is ${installed?.[1]}.${installed?.[2]}; it comes from registry.terraform.io`;
  if ((process.env.TEAMSTACKS_REQUIRE ?? "").split(",").includes("provider-6")) throw new Error(problem);
  console.warn(`skipped "${context.task.name}": ${problem}`);
  context.skip(problem);
}

function providerVersionsOf(stack: StackJson): string {
  const { terraform } = stack as { terraform?: { required_providers?: { aws?: { version?: string } } } };
  return terraform?.required_providers?.aws?.version ?? "";
}

/** Runs `terraform validate` on a stack. */
export async function validateStack(stack: StackJson): Promise<void> {
  await inFolder(stack, (terraform) => terraform.validate());
}

/** Plans a stack from nothing, without any account. */
export async function planStack(stack: StackJson): Promise<PlanJson> {
  const aws = await closedAws();
  try {
    return await inFolder(
      stack,
      (terraform) => terraform.planJson(["-refresh=false"]),
      emulatorEnvironment(aws.url),
    );
  } finally {
    aws.close();
  }
}

function problemWith(tool: Tool): string | undefined {
  try {
    if (tool === "chromium") {
      findChromium();
      return undefined;
    }
    requireTerraform();
    if (tool === "terraform-program") return undefined;
    if (tool === "sandbox") findPython();
    initializedFolder();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function inFolder<T>(
  stack: StackJson,
  work: (terraform: Terraform) => Promise<T>,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<T> {
  const ready = initializedFolder();
  const directory = mkdtempSync(join(tmpdir(), "teamstacks-terraform-"));
  try {
    writeStack(directory, stack);
    cpSync(join(ready, LOCK_FILE), join(directory, LOCK_FILE));
    symlinkSync(join(ready, ".terraform"), join(directory, ".terraform"));
    return await work(new Terraform({ directory, environment }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const LOCK_FILE = ".terraform.lock.hcl";

let initialized: { readonly folder: string } | { readonly problem: string } | undefined;

/**
 * The folder that `terraform init` ran in, once for all tests of a file, because all use one provider.
 *
 * @throws Error when the provider cannot be had, as where its registry is not reached.
 */
function initializedFolder(): string {
  initialized ??= initialize();
  if ("problem" in initialized) throw new Error(initialized.problem);
  return initialized.folder;
}

function initialize(): NonNullable<typeof initialized> {
  const folder = mkdtempSync(join(tmpdir(), "teamstacks-terraform-init-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const aws = { source: "hashicorp/aws", version: AWS_PROVIDER_VERSIONS };
  writeStack(folder, { terraform: { required_providers: { aws } } });
  const { status, stderr } = spawnSync("terraform", ["init", "-input=false", "-no-color"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...pluginCache() },
  });
  if (status === 0) return { folder };
  const why = stderr.replace(/[\s│╷╵]+/g, " ").trim();
  return { problem: `terraform cannot install the AWS provider (is its registry reached?): ${why}` };
}

function writeStack(directory: string, stack: StackJson): void {
  writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify(stack));
  writeFileSync(join(directory, OVERRIDE_FILE), JSON.stringify(offlineOverride(stack)));
}

/**
 * An AWS that is closed: a plan of a new stack needs none. The one exception is the check of a Step Functions
 * definition, which the provider asks AWS for while it plans; the emulator's tests check definitions.
 */
function closedAws(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const isCheck = request.headers["x-amz-target"] === "AWSStepFunctions.ValidateStateMachineDefinition";
    response.writeHead(isCheck ? 200 : 403, { "content-type": "application/x-amz-json-1.0" });
    response.end(
      isCheck ? '{"result":"OK","diagnostics":[]}' : '{"__type":"AccessDenied","message":"no account"}',
    );
  });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return failed(new Error("no port"));
      done({ url: `http://127.0.0.1:${address.port}`, close: () => server.close() });
    });
  });
}
