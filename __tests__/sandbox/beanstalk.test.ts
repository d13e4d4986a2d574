import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { Sandbox } from "../../cli/sandbox/sandbox";
import type { StackJson } from "../../cli/sandbox/stack-json";
import { deployable, FIRST, SECOND } from "../modules/beanstalk/deployable";
import { WEB } from "../modules/beanstalk/fixture";
import { requireTool } from "../support/terraform";

const STACK = "team-test";
const directory = mkdtempSync(join(tmpdir(), "teamstacks-beanstalk-"));
const output = join(directory, "out");

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("a web and a worker service on Elastic Beanstalk are deployed, changed and destroyed, each time as planned", async (context) => {
  requireTool(context, "sandbox");
  const sandbox = new Sandbox(STACK, {
    output,
    directory: join(directory, ".sandbox"),
    zones: { "example.net": WEB.zoneId },
    detached: false,
  });
  try {
    write(deployable(FIRST));
    await sandbox.up();
    context.expect(await sandbox.plan()).toEqual([]);

    write(deployable(SECOND));
    const changed = (await sandbox.plan()).map(({ address }) => address);
    context.expect(changed).toContain("aws_elastic_beanstalk_environment.blog_environment");
    // A change of the environment takes neither the web ACL away nor its IPv4 names.
    context.expect(changed.filter((address) => /wafv2|entrance_a_/.test(address))).toEqual([]);
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
