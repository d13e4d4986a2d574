import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { Sandbox } from "../../cli/sandbox/sandbox";
import type { StackJson } from "../../cli/sandbox/stack-json";
import { deliverable, FIRST, SECOND } from "../modules/delivery/deliverable";
import { requireTool } from "../support/terraform";

const STACK = "team-test";
const directory = mkdtempSync(join(tmpdir(), "teamstacks-delivery-"));
const output = join(directory, "out");

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("repositories, builds and pipelines of every kind of source are deployed, changed and destroyed, each time as planned", async (context) => {
  requireTool(context, "sandbox");
  const sandbox = new Sandbox(STACK, {
    output,
    directory: join(directory, ".sandbox"),
    zones: {},
    detached: false,
  });
  try {
    write(deliverable(FIRST));
    await sandbox.up();
    context.expect(await sandbox.plan()).toEqual([]);

    write(deliverable(SECOND));
    const changed = (await sandbox.plan()).map(({ address }) => address);
    for (const type of ["aws_codepipeline", "aws_codebuild_project", "aws_ecr_lifecycle_policy"]) {
      context.expect(changed.filter((address) => address.startsWith(`${type}.`))).not.toEqual([]);
    }
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
