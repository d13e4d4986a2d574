import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { emulatorEnvironment } from "../../cli/sandbox/override";
import { Sandbox } from "../../cli/sandbox/sandbox";
import { Terraform } from "../../cli/sandbox/terraform";
import { renderHtml } from "../../review/render/html";
import { renderMarkdown } from "../../review/render/markdown";
import { reviewPlan } from "../../review/review-plan";
import { requireTool } from "../support/terraform";

const SECRET = "correct-horse-battery";
const directory = mkdtempSync(join(tmpdir(), "teamstacks-review-test-"));
const sandbox = new Sandbox("drifting", {
  output: directory,
  directory: join(directory, ".sandbox"),
  zones: {},
  detached: false,
});

afterAll(async () => {
  await sandbox.abandon();
  rmSync(directory, { recursive: true });
});

const parameter = (name: string, value: string) => ({ name, type: "String", insecure_value: value });

test("joins what somebody did by hand to what the plan makes of it", async (context) => {
  requireTool(context, "sandbox");
  mkdirSync(join(directory, "stacks", "drifting"), { recursive: true });
  writeFileSync(join(directory, "stacks", "drifting", "cdk.tf.json"), JSON.stringify(STACK));
  const { url } = await sandbox.up();
  await byHand(url, "PutParameter", { Name: "edited", Value: "by hand", Type: "String", Overwrite: true });
  await byHand(url, "DeleteParameter", { Name: "deleted" });

  const folder = join(directory, ".sandbox", "drifting");
  const plan = await new Terraform({ directory: folder, environment: emulatorEnvironment(url) }).planJson();
  const review = reviewPlan(Buffer.from(JSON.stringify(plan)), { stack: "drifting", today: "2026-06-01" });
  expect(review.drift.map(({ address, effect }) => `${address} ${effect}`)).toEqual([
    "aws_ssm_parameter.deleted re-creates an object deleted outside",
    "aws_ssm_parameter.edited reverts a manual edit",
  ]);
  expect(review.findings.map(({ rule, address }) => `${rule} ${address}`)).toEqual([
    "drift-reverted aws_ssm_parameter.deleted",
    "drift-reverted aws_ssm_parameter.edited",
  ]);
  const markdown = renderMarkdown([review]);
  expect(markdown).toContain("- insecure_value: by hand");
  expect(markdown).toContain("+ insecure_value: as written");
  expect(JSON.stringify(plan)).toContain(SECRET);
  for (const output of [markdown, renderHtml([review]), JSON.stringify(review)]) {
    expect(output).not.toContain(SECRET);
  }
});

/** Asks the emulator as a person would ask AWS. */
async function byHand(url: string, action: string, body: object): Promise<void> {
  const credential = "Credential=x/20260601/us-west-2/ssm/aws4_request";
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AmazonSSM.${action}`,
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=x`,
    },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

const STACK = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
  provider: { aws: [{ region: "us-west-2", allowed_account_ids: ["111122223333"] }] },
  variable: { password: { type: "string", sensitive: true, default: SECRET } },
  resource: {
    aws_ssm_parameter: {
      edited: parameter("edited", "as written"),
      deleted: parameter("deleted", "as written"),
      secret: { name: "secret", type: "SecureString", value: "${var.password}" },
    },
  },
};
