import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { Sandbox } from "../../cli/sandbox/sandbox";
import type { StackJson } from "../../cli/sandbox/stack-json";
import { FIRST, rolledOut, SECOND } from "../modules/delivery/rolled-out";
import { requireTool } from "../support/terraform";

const STACK = "team-test";
const directory = mkdtempSync(join(tmpdir(), "teamstacks-rollout-"));
const output = join(directory, "out");

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("approval, tasks, notifications and freezes are deployed, changed and destroyed, each time as planned", async (context) => {
  requireTool(context, "sandbox");
  const sandbox = new Sandbox(STACK, {
    output,
    directory: join(directory, ".sandbox"),
    zones: {},
    detached: false,
  });
  try {
    write(rolledOut(FIRST));
    await sandbox.up();
    context.expect(await sandbox.plan()).toEqual([]);

    write(rolledOut(SECOND));
    const changed = (await sandbox.plan()).map(({ address }) => address);
    context
      .expect(changed)
      .toEqual(
        context.expect.arrayContaining([
          "aws_codepipeline.pipeline_pipeline",
          "aws_scheduler_schedule.freeze_nights_open",
          "aws_scheduler_schedule.freeze_winter_close",
          "aws_sfn_state_machine.freeze_machine",
          "aws_sfn_state_machine.step_machine",
        ]),
      );
    await sandbox.up();
    context.expect(await sandbox.plan()).toEqual([]);

    context.expect((await sandbox.down()).left).toEqual({});
  } finally {
    await sandbox.abandon();
  }
});

function write(stack: StackJson): void {
  const folder = join(output, "stacks", STACK);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
}
