import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { Sandbox } from "../../cli/sandbox/sandbox";
import type { StackJson } from "../../cli/sandbox/stack-json";
import { requireTool } from "./terraform";

const STACK = "team-test";

/** A stack of some modules, and a change of it. */
export interface ModuleLife {
  readonly first: StackJson;
  readonly second: StackJson;
  /** Zones that the account has, by name. @default - none */
  readonly zones?: Readonly<Record<string, string>>;
  /** Looks at the addresses that the change plans. */
  readonly changes: (addresses: readonly string[]) => void;
}

/** Deploys a stack in the emulator, changes it and destroys it; every plan in between is empty, and nothing is left. */
export async function liveThrough(
  context: TestContext,
  { first, second, zones = {}, changes }: ModuleLife,
): Promise<void> {
  requireTool(context, "sandbox");
  const directory = mkdtempSync(join(tmpdir(), "teamstacks-modules-"));
  const output = join(directory, "out");
  const write = (stack: StackJson) => {
    const folder = join(output, "stacks", STACK);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
  };
  const sandbox = new Sandbox(STACK, {
    output,
    directory: join(directory, ".sandbox"),
    zones,
    detached: false,
  });
  try {
    write(first);
    await sandbox.up();
    context.expect(await sandbox.plan()).toEqual([]);

    write(second);
    changes((await sandbox.plan()).map(({ address }) => address));
    await sandbox.up();
    context.expect(await sandbox.plan()).toEqual([]);

    context.expect((await sandbox.down()).left).toEqual({});
  } finally {
    await sandbox.abandon();
    rmSync(directory, { recursive: true, force: true });
  }
}
