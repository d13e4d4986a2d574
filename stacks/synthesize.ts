import { join, relative, resolve } from "node:path";
import { App } from "cdktf";
import type { Environment } from "../config/environment";
import { EnvironmentStack } from "./environment-stack";
import { replaceDirectory } from "./output-directory";

export interface SynthesisOptions {
  /** Folder of `platform.yaml`; local state files are below it, in `state/`. */
  readonly root: string;
  /** Folder that becomes the output: `stacks/<stack>/cdk.tf.json` and `manifest.json`. */
  readonly out: string;
}

/**
 * Writes one Terraform stack per environment to `out`, all of them or, when anything fails, none.
 *
 * @returns the names of the stacks.
 */
export function synthesize(
  environments: readonly Environment[],
  options: SynthesisOptions,
): readonly string[] {
  const out = resolve(options.out);
  replaceDirectory(out, (staging) => {
    withoutStackTraces(() => {
      const app = new App({ outdir: staging, stackTraces: false });
      for (const environment of environments) {
        const stateDirectory = relative(
          join(out, "stacks", environment.stack),
          join(resolve(options.root), "state"),
        );
        new EnvironmentStack(app, environment, { stateDirectory });
      }
      app.synth();
    });
  });
  return environments.map((environment) => environment.stack);
}

/** CDKTF captures the whole stack for every element and token, half of the time, and nobody reads it. */
function withoutStackTraces(work: () => void): void {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
