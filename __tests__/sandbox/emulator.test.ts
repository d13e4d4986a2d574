import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Sandbox } from "../../cli/sandbox/sandbox";
import { requireTool } from "../support/terraform";
import { emulatorFixture, FIXTURE_ACCOUNT, FIXTURE_ZONES } from "./emulator-fixture";

const directory = mkdtempSync(join(tmpdir(), "teamstacks-emulator-test-"));
const sandbox = new Sandbox("fixture", {
  output: directory,
  directory: join(directory, ".sandbox"),
  zones: FIXTURE_ZONES,
  detached: false,
  progress: process.env.SANDBOX_LOG ? (line) => console.error(line) : undefined,
});

afterAll(async () => {
  await sandbox.abandon();
  rmSync(directory, { recursive: true });
});

function write(stack: Record<string, unknown>): void {
  mkdirSync(join(directory, "stacks", "fixture"), { recursive: true });
  writeFileSync(join(directory, "stacks", "fixture", "cdk.tf.json"), JSON.stringify(stack));
}

test("keeps what is written to every corrected resource, and gives it up again", async (context) => {
  requireTool(context, "sandbox");
  write(emulatorFixture(1));
  const up = await sandbox.up();
  expect(up.account).toBe(FIXTURE_ACCOUNT);
  expect(up.outputs).toEqual({ zone: "check.example.net" });
  expect(await sandbox.plan()).toEqual([]);

  write(emulatorFixture(2));
  expect(await sandbox.plan()).not.toEqual([]);
  await sandbox.up();
  expect(await sandbox.plan()).toEqual([]);

  const down = await sandbox.down();
  expect(down.lifted).toEqual(["aws_rds_cluster.main"]);
  expect(down.left).toEqual({});
});
