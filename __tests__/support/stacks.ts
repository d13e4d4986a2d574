import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { loadEnvironments } from "../../config/validate";
import { writeStack } from "../../stacks/write-stack";
import { type Synthesized, synthesized } from "./synth";

/** The repository itself: its `platform.yaml` and `teams/` are the shipped examples. */
export const REPOSITORY = join(__dirname, "..", "..");

/** A stack as it is written, with the environment it was made from. */
export interface WrittenStack extends Synthesized {
  readonly environment: Environment;
  /** The bytes of `cdk.tf.json`. */
  readonly text: string;
}

/** Where local state is from the folder of a stack in `cdktf.out`. */
const STATE_DIRECTORY = "../../../state";

/** Every stack of a root, by name, through the whole toolkit, as in the root's `cdktf.out`. */
export function stacksOf(root: string): ReadonlyMap<string, WrittenStack> {
  const out = mkdtempSync(join(tmpdir(), "teamstacks-out-"));
  try {
    const { environments } = loadEnvironments(root);
    return new Map(environments.map((environment) => [environment.stack, writtenStack(out, environment)]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function writtenStack(out: string, environment: Environment): WrittenStack {
  writeStack(environment, out, STATE_DIRECTORY);
  const text = readFileSync(join(out, "stacks", environment.stack, "cdk.tf.json"), "utf8");
  return { ...synthesized(JSON.parse(text)), environment, text };
}
