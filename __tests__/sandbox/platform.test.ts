import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../cli/sandbox/emulator";
import { emulatorEnvironment, emulatorOverride, OVERRIDE_FILE } from "../../cli/sandbox/override";
import { pluginCache } from "../../cli/sandbox/plugin-cache";
import { liftProtection } from "../../cli/sandbox/protection";
import { readStack, type StackJson } from "../../cli/sandbox/stack-json";
import { teamstacks } from "../support/output";
import { requireTool } from "../support/terraform";

const ACCOUNT = "111122223333";
const root = mkdtempSync(join(tmpdir(), "teamstacks-platform-"));
const out = join(root, "cdktf.out");
const folder = join(out, "stacks", "platform");

const PLATFORM = `organization: example
state: { backend: s3, bucket: example-terraform-state, region: us-west-2, prefix: states }
accounts:
  "${ACCOUNT}": { name: production }
  "444455556666": { name: sandbox }
zones: { example.net: Z0123456789ABCDEFGHIJ }
platform:
  repository: example/infrastructure
  accounts:
    "${ACCOUNT}":
      region: us-west-2
      holdsState: true
      wafLogPolicy: shared
      zones: [example.com]
      pullThroughCache:
        ecr-public: { registry: public.ecr.aws }
    "444455556666": { region: us-west-2 }
`;

const TEAM = `team: festa
owners: [web-platform]
environments:
  production:
    class: production
    account: "${ACCOUNT}"
    region: us-east-2
    network: { ipv4Cidr: 10.20.0.0/16, availabilityZones: [us-east-2a, us-east-2b] }
    services:
      app: { image: example/app:1.0.0 }
`;

let emulator: Emulator | undefined;

afterAll(async () => {
  await emulator?.stop();
  rmSync(root, { recursive: true });
});

test("the platform stack makes the bucket of its own state and moves into it", async (context) => {
  requireTool(context, "sandbox");
  mkdirSync(join(root, "teams"));
  writeFileSync(join(root, "platform.yaml"), PLATFORM);
  writeFileSync(join(root, "teams", "festa.yaml"), TEAM);
  emulator = await startEmulator({ account: ACCOUNT, zones: {} });

  // The first of the three commands of docs/platform-stack.md, then the second.
  synth("--local-state");
  terraform("init", "-input=false");
  terraform("apply", "-input=false", "-auto-approve");
  expect(existsSync(join(root, "state", "platform.tfstate"))).toBe(true);
  expect(await stateInBucket(emulator.url)).toBeUndefined();

  // The third.
  synth();
  terraform("init", "-input=false", "-migrate-state", "-force-copy", ...EMULATED_BACKEND);
  expect(await stateInBucket(emulator.url)).toContain("aws_s3_bucket_versioning");
  expect(terraform("plan", "-input=false", "-detailed-exitcode")).toContain("No changes");
  expect(await stateInBucket(emulator.url, ".tflock")).toBeUndefined();

  // What protects it would be in the way of a sandbox that ends.
  const { stack, addresses } = liftProtection(readStack(out, "platform"));
  expect(addresses).toEqual([
    "aws_iam_openid_connect_provider.github_provider",
    "aws_route53_zone.zone_example-com",
    "aws_s3_bucket.state_bucket",
  ]);
  // AWS refuses to delete a bucket with states in it, the versions of this one included.
  write(emptiable(stack, "state_bucket"), { local: { path: "terraform.tfstate" } });
  terraform("init", "-input=false", "-migrate-state", "-force-copy");
  terraform("apply", "-input=false", "-auto-approve");
  terraform("destroy", "-input=false", "-auto-approve");
  expect(await emulator.inventory()).toEqual({});
});

/** What the backend of a real account needs no flag for. */
const EMULATED_BACKEND = [
  "-backend-config=use_path_style=true",
  "-backend-config=skip_credentials_validation=true",
  "-backend-config=skip_requesting_account_id=true",
  "-backend-config=skip_metadata_api_check=true",
];

function synth(...flags: readonly string[]): void {
  const finished = teamstacks("synth", "--root", root, "--out", out, "--only", "platform", ...flags);
  expect(finished, finished.stderr).toMatchObject({ exitCode: 0 });
  const { terraform: _backend, ...provider } = emulatorOverride(readStack(out, "platform"));
  writeFileSync(join(folder, OVERRIDE_FILE), JSON.stringify(provider));
}

function write(stack: StackJson, backend: object): void {
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
  const override = { ...emulatorOverride(stack), terraform: { backend } };
  writeFileSync(join(folder, OVERRIDE_FILE), JSON.stringify(override));
}

function emptiable({ resource = {}, ...stack }: StackJson, name: string): StackJson {
  const buckets = resource.aws_s3_bucket ?? {};
  const aws_s3_bucket = { ...buckets, [name]: { ...buckets[name], force_destroy: true } };
  return { ...stack, resource: { ...resource, aws_s3_bucket } };
}

function terraform(command: string, ...flags: readonly string[]): string {
  const environment = {
    ...process.env,
    ...pluginCache(),
    ...emulatorEnvironment(emulator?.url ?? ""),
    // The backend takes its credentials from here.
    AWS_ACCESS_KEY_ID: "sandbox",
    AWS_SECRET_ACCESS_KEY: "sandbox",
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
  };
  try {
    return execFileSync("terraform", [command, "-no-color", ...flags], {
      cwd: folder,
      env: environment,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`terraform ${command} failed:\n${stdout.slice(-2000)}\n${stderr}`);
  }
}

/** What the bucket has at the state's key. */
async function stateInBucket(url: string, suffix = ""): Promise<string | undefined> {
  const answer = await fetch(`${url}/example-terraform-state/states/platform.tfstate${suffix}`, {
    headers: { authorization: "AWS4-HMAC-SHA256 Credential=sandbox/20260101/us-west-2/s3/aws4_request" },
  });
  return answer.ok ? answer.text() : undefined;
}
