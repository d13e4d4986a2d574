import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../config/validate";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";
import { printProblems } from "../print-problems";
import { printDown, printPlan, printUp, progressPrinter } from "./print";
import { Sandbox } from "./sandbox";

/** What the command line asks for. */
export interface SandboxCommandOptions {
  /** Folder of `platform.yaml` and `teams/`. */
  readonly root: string;
  /** Whether the result is printed as JSON. */
  readonly json: boolean;
  /** What to do. */
  readonly action: "up" | "plan" | "down";
  /**
   * Name of the stack.
   * @default - the only one there is
   */
  readonly stack: string | undefined;
}

/** Folder of the sandboxes below the root; a stack's name has a hyphen, so none is called `out`. */
const DIRECTORY = ".sandbox";
const OUTPUT = "out";

/** `teamstacks sandbox`: `plan` exits with 2 when there are changes, `down` with 1 when anything is left. */
export async function sandboxCommand(options: SandboxCommandOptions): Promise<ExitCode> {
  const directory = join(resolve(options.root), DIRECTORY);
  const candidates = options.action === "up" ? stacksOf(options.root) : sandboxesIn(directory);
  const stack = options.stack ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (stack === undefined || !candidates.includes(stack)) {
    console.error(whichStack(options, candidates));
    return EXIT.failed;
  }
  const output = join(directory, OUTPUT);
  const zones = options.action === "down" ? {} : await synthesizeOne(options.root, stack, output);
  const sandbox = new Sandbox(stack, { output, directory, zones, progress: progressPrinter() });
  return act(sandbox, options);
}

async function act(sandbox: Sandbox, { action, json }: SandboxCommandOptions): Promise<ExitCode> {
  switch (action) {
    case "up": {
      const result = await sandbox.up();
      json ? printJson(result) : printUp(result);
      return EXIT.ok;
    }
    case "plan": {
      const changes = await sandbox.plan();
      json ? printJson({ stack: sandbox.stack, changes }) : printPlan(sandbox.stack, changes);
      return changes.length === 0 ? EXIT.ok : EXIT.changes;
    }
    case "down": {
      const result = await sandbox.down();
      json ? printJson(result) : printDown(result);
      return Object.keys(result.left).length === 0 ? EXIT.ok : EXIT.failed;
    }
  }
}

/** Writes one stack as its team file says it now, and returns the zones its account has. */
async function synthesizeOne(root: string, stack: string, output: string): Promise<Record<string, string>> {
  const { environments, platforms, warnings } = loadEnvironments(root, { only: [stack] });
  printProblems(warnings);
  const { synthesize }: typeof import("../../stacks/synthesize") = require("../../stacks/synthesize");
  await synthesize([...platforms, ...environments], { root, out: output });
  const zones = environments.flatMap(({ ingress }) => (ingress === undefined ? [] : [ingress.zone]));
  return Object.fromEntries(zones.map(({ name, id }) => [name, id]));
}

function stacksOf(root: string): readonly string[] {
  const { environments, platforms } = loadEnvironments(root);
  return [...platforms, ...environments].map(({ stack }) => stack);
}

function sandboxesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter((name) => existsSync(join(directory, name, "emulator.json")));
}

function whichStack({ action, stack }: SandboxCommandOptions, candidates: readonly string[]): string {
  const there = candidates.join(", ");
  const what = action === "up" ? "environment" : "sandbox that is up";
  if (candidates.length === 0) return `there is no ${what}`;
  return stack === undefined
    ? `name one: ${there}`
    : `there is no ${what} called "${stack}"; there are: ${there}`;
}
