import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withStopSignal } from "../../../modules/compute";

/** A program that ends gracefully on SIGQUIT alone; SIGTERM would kill it. */
const PROGRAM = `
process.on("SIGQUIT", () => { console.log("quit"); setTimeout(() => process.exit(3), 50); });
console.log("ready");
setInterval(() => {}, 1000);
`;

/** Runs a wrapped program, sends SIGTERM when it is ready, and tells how it ended. */
function stopped(shell: string, signal: string): Promise<{ code: number | null; output: string }> {
  const { entryPoint, command } = withStopSignal(signal, [process.execPath, "-e"], [PROGRAM]);
  const [, ...words] = [...entryPoint, ...command];
  const wrapper = spawn(shell, words, { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve) => {
    let output = "";
    wrapper.stdout.on("data", (data: Buffer) => {
      output += data;
      if (String(data).includes("ready")) wrapper.kill("SIGTERM");
    });
    wrapper.on("close", (code) => resolve({ code, output }));
  });
}

const SHELLS = ["/bin/sh", "/bin/bash", "/bin/busybox"].filter(existsSync);

describe("withStopSignal", () => {
  it.each(SHELLS.filter((shell) => !shell.endsWith("busybox")))(
    "%s hands SIGTERM on as the signal, waits and ends as the program did",
    async (shell) => {
      expect(await stopped(shell, "SIGQUIT")).toEqual({ code: 3, output: "ready\nquit\n" });
    },
  );

  it("ends with the program's own status when nobody stops it", async () => {
    const { entryPoint, command } = withStopSignal("SIGQUIT", [process.execPath], ["-e", "process.exit(7)"]);
    const [shell = "", ...words] = [...entryPoint, ...command];
    const wrapper = spawn(shell, words, { stdio: "ignore" });
    const code = await new Promise((resolve) => wrapper.on("close", resolve));
    expect(code).toBe(7);
  });

  it("keeps every word as it is, whatever is in it", () => {
    const words = ["a b", "$(id)", "`id`", "'", '"', "-n"];
    expect(withStopSignal("SIGINT", ["run"], words).command).toEqual(["run", ...words]);
  });
});
