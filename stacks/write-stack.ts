import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App, type StackManifest } from "cdktf";
import { isPlatform, type StackPlan } from "../config/stack-plan";
import { EnvironmentStack } from "./environment-stack";
import { PlatformStack } from "./platform-stack";

/** What CDKTF's command line reads about one stack in `manifest.json`. */
export type ManifestEntry = Readonly<StackManifest>;

/** One stack, written. */
export interface WrittenStack {
  /** Version of CDKTF. */
  readonly version: string;
  readonly entry: ManifestEntry;
}

/**
 * Writes one stack into `<output>/stacks/<stack>`.
 *
 * Each stack has a CDKTF app of its own, so that memory does not grow with the number of stacks.
 *
 * @param stateDirectory Folder of local state files, relative to the stack's folder.
 */
export function writeStack(plan: StackPlan, output: string, stateDirectory: string): WrittenStack {
  const part = join(output, `.part.${plan.stack}`);
  try {
    mkdirSync(part, { recursive: true });
    const app = withoutStackTraces(() => {
      const app = new App({ outdir: part, stackTraces: false });
      if (isPlatform(plan)) new PlatformStack(app, plan, { stateDirectory });
      else new EnvironmentStack(app, plan, { stateDirectory });
      app.synth();
      return app;
    });
    mkdirSync(join(output, "stacks"), { recursive: true });
    renameSync(join(part, "stacks", plan.stack), join(output, "stacks", plan.stack));
    const { version, stacks } = app.manifest;
    const entry = stacks[plan.stack];
    if (entry === undefined) throw new Error(`CDKTF wrote no manifest of ${plan.stack}.`);
    return { version, entry };
  } finally {
    rmSync(part, { recursive: true, force: true });
    forgetTokens();
  }
}

/** CDKTF captures the whole stack for every element and token, half of the time, and nobody reads it. */
function withoutStackTraces<T>(work: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

declare global {
  /** Where CDKTF keeps every token of a process, for ever. */
  var __cdktfTokenMap:
    | { readonly stringTokenMap: Map<string, unknown>; readonly numberTokenMap: Map<number, unknown> }
    | undefined;
}

/**
 * Empties that map: a finished stack needs no token. The map itself has to stay, with its counter, because CDKTF's
 * resolver holds on to it.
 */
function forgetTokens(): void {
  globalThis.__cdktfTokenMap?.stringTokenMap.clear();
  globalThis.__cdktfTokenMap?.numberTokenMap.clear();
}
