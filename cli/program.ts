import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../package.json";
import { EXIT, type ExitCode } from "./exit";

/** Options that every command takes. */
export interface CommonOptions {
  readonly root: string;
  readonly json: boolean;
}

/** Patterns of stack names; every stack when absent. */
export interface Only {
  readonly only?: readonly string[];
}

const SANDBOX_ACTIONS = ["up", "plan", "down"] as const;
/** What can be done with a sandbox. */
export type SandboxAction = (typeof SANDBOX_ACTIONS)[number];

/*
 * Commands are loaded when they run, so that `check` does not wait for CDKTF. By `require`: a bundle holds no second
 * file that `import()` could load.
 */

/** Runs the command line `argv` and sets the exit code of the process; never throws. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      return;
    }
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = EXIT.failed;
  }
}

function program(): Command {
  const program = new Command("teamstacks")
    .description("One YAML file per team becomes complete AWS environments as Terraform JSON.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(--help lists the commands)");
  addCheck(program);
  addSynth(program);
  addExplain(program);
  addRunbook(program);
  addSandbox(program);
  addList(program);
  addNew(program);
  addSchemas(program);
  return program;
}

function addCheck(program: Command): void {
  command(program, "check", "report every problem of platform.yaml and teams/*.yaml, and write nothing")
    .addOption(onlyOption("report on"))
    .action((options: CommonOptions & Only) => {
      const { check }: typeof import("./check") = require("./check");
      exit(check(options));
    });
}

function addSynth(program: Command): void {
  command(program, "synth", "write a Terraform stack per environment")
    .option("--out <dir>", "folder that becomes the output", "cdktf.out")
    .option("--no-cache", "write every stack anew, also those that did not change")
    .addOption(onlyOption("write"))
    .action(async (options: CommonOptions & Only & { out: string; cache: boolean }) => {
      const { synth }: typeof import("./synth") = require("./synth");
      exit(await synth(options));
    });
}

function addExplain(program: Command): void {
  command(program, "explain", "say which file and line set the keys of an environment")
    .argument("<team>", "name of the team")
    .argument("<environment>", "name of the environment")
    .argument("[key]", "key, as in network.nat; every key when absent")
    .action((team: string, environment: string, key: string | undefined, options: CommonOptions) => {
      const { explainCommand }: typeof import("./explain") = require("./explain");
      exit(explainCommand({ ...options, team, environment, key }));
    });
}

function addRunbook(program: Command): void {
  command(program, "runbook", "print the operations page of an environment as Markdown")
    .argument("<stack>", "name of the stack, <team>-<environment>")
    .action((stack: string, options: CommonOptions) => {
      const { runbook }: typeof import("./runbook") = require("./runbook");
      exit(runbook({ ...options, stack }));
    });
}

function addSandbox(program: Command): void {
  command(program, "sandbox", "bring an environment up in a local AWS emulator, plan it again, take it down")
    .argument("<action>", SANDBOX_ACTIONS.join(", "), sandboxAction)
    .argument("[stack]", "name of the stack; may be left out when there is one")
    .action(async (action: SandboxAction, stack: string | undefined, options: CommonOptions) => {
      const { sandboxCommand }: typeof import("./sandbox") = require("./sandbox");
      exit(await sandboxCommand({ ...options, action, stack }));
    });
}

function addList(program: Command): void {
  command(program, "list", "print the names of all stacks, or a GitHub Actions matrix of them")
    .addOption(onlyOption("list"))
    .option("--matrix <stacks>", "print a matrix of jobs with so many stacks each", wholeNumber)
    .action((options: CommonOptions & Only & { matrix?: number }) => {
      const { list }: typeof import("./list") = require("./list");
      exit(list(options));
    });
}

function addNew(program: Command): void {
  const parent = program.command("new").description("write a new file: new team <name>");
  command(parent, "team", "write a valid team file with a network that overlaps no other")
    .argument("<name>", "name of the team")
    .option("--account <number>", "account number; one that is for development when absent")
    .option("--region <region>", "region; the one that most environments are in when absent")
    .action((team: string, options: CommonOptions & { account?: string; region?: string }) => {
      const { newTeam }: typeof import("./new-team") = require("./new-team");
      exit(newTeam({ ...options, team }));
    });
}

function addSchemas(program: Command): void {
  command(program, "schemas", "write the JSON Schemas that editors use").action((options: CommonOptions) => {
    const { schemas }: typeof import("./schemas") = require("./schemas");
    exit(schemas(options));
  });
}

function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--root <dir>", "folder of platform.yaml and teams/", ".")
    .option("--json", "print the result as JSON", false);
}

function onlyOption(what: string): Option {
  return new Option(
    "--only <pattern...>",
    `${what} only the stacks with such names, as in 'festa-*'; other teams' mistakes are left aside`,
  );
}

function sandboxAction(value: string): SandboxAction {
  const action = SANDBOX_ACTIONS.find((known) => known === value);
  if (action === undefined) throw new InvalidArgumentError(`It is one of ${SANDBOX_ACTIONS.join(", ")}.`);
  return action;
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError("It is a whole number from 1.");
  return Number(value);
}

function exit(code: ExitCode): void {
  process.exitCode = code;
}
