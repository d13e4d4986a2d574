import { spawn } from "node:child_process";
import { join } from "node:path";

/** Variables that a commit's code has no business with. */
const SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL|^AWS_|^GITHUB_(ENV|OUTPUT|PATH|STEP_SUMMARY)$/i;

/** What to run, and on what. */
export interface SynthRun {
  /** Folder of the toolkit that writes the stacks. */
  readonly toolkit: string;
  /** Folder of `platform.yaml`. */
  readonly root: string;
  readonly out: string;
  /** What is synthesized, in words, for messages. */
  readonly what: string;
}

/**
 * Runs `teamstacks synth` in a process of its own, without the credentials that this process may have: it is the code
 * of a commit that nobody may have reviewed.
 *
 * @throws Error with what it said when it fails.
 */
export function runSynth({ toolkit, root, out, what }: SynthRun): Promise<void> {
  const words = [join(toolkit, "cli", "teamstacks.cjs"), "synth", "--root", root, "--out", out];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRET.test(name)));
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, words, { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0) done();
      else failed(new Error(`${what} cannot be synthesized:\n${said.trim()}`));
    });
  });
}
