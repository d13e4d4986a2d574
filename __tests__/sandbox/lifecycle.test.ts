import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Emulator, type EmulatorAddress, startEmulator } from "../../cli/sandbox/emulator";
import { findPython } from "../../cli/sandbox/python";
import { requireTool } from "../support/terraform";

const OPTIONS = { account: "111122223333", zones: { "example.net": "Z0EXAMPLE1" } };
const REPOSITORY = join(__dirname, "../..");

test("has the account and the zones it is given, and is gone after stop", async (context) => {
  requireTool(context, "sandbox");
  const emulator = await startEmulator(OPTIONS);
  expect(await emulator.inventory()).toMatchObject({ "route53/zones": ["Z0EXAMPLE1"] });
  expect(await new Emulator({ ...emulator.address, pid: 1 }).isRunning()).toBe(false);
  await emulator.stop();
  expect(await emulator.isRunning()).toBe(false);
  await expect(emulator.inventory()).rejects.toThrow("does not answer");
});

test("ends with the process that started it", async (context) => {
  requireTool(context, "sandbox");
  const program = `
    const { startEmulator } = require("./cli/load.cjs").load("cli/sandbox/emulator.ts");
    startEmulator(${JSON.stringify(OPTIONS)}).then(({ address }) => {
      process.stdout.write(JSON.stringify(address), () => process.kill(process.pid, "SIGKILL"));
    });`;
  const emulator = new Emulator(startedBy(program));
  for (let tries = 0; tries < 100 && (await emulator.isRunning()); tries++) await sleep(50);
  expect(await emulator.isRunning()).toBe(false);
});

test("refuses a zone without an id", (context) => {
  requireTool(context, "sandbox");
  const start = () =>
    execFileSync(findPython(), ["sandbox/emulator", "-p", "1", "--zone", "example.net"], {
      cwd: REPOSITORY,
      stdio: "pipe",
    });
  expect(start).toThrow("want NAME=ID");
});

/** What a process of its own prints before it is killed. */
function startedBy(program: string): EmulatorAddress {
  try {
    execFileSync(process.execPath, ["-e", program], {
      cwd: REPOSITORY,
      stdio: "pipe",
    });
  } catch (error) {
    return JSON.parse(String((error as { stdout: Buffer }).stdout)) as EmulatorAddress;
  }
  throw new Error("the process was not killed");
}
