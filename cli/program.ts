import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../package.json";
import type { AffectedOptions } from "./affected";
import type { BundleOptions, VerifyOptions } from "./bundling";
import type { AtlantisOptions, NewCiOptions } from "./ci";
import type { CommentOptions } from "./comment";
import { EXIT, type ExitCode } from "./exit";
import type { ReviewCommandOptions } from "./review";

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
  addReach(program);
  addSandbox(program);
  addList(program);
  addNew(program);
  addAtlantis(program);
  addSchemas(program);
  addAffected(program);
  addBundle(program);
  addVerify(program);
  addProvenance(program);
  addReview(program);
  addComment(program);
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
  command(program, "synth", "write a Terraform stack per environment, and those of the platform")
    .option("--out <dir>", "folder that becomes the output", "cdktf.out")
    .option("--no-cache", "write every stack anew, also those that did not change")
    .option("--local-state", "keep the state of platform stacks in state/, until there is a bucket for it")
    .addOption(onlyOption("write"))
    .action(async (options: CommonOptions & Only & { out: string; cache: boolean; localState?: boolean }) => {
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

function addReach(program: Command): void {
  command(program, "reach", "say what everything in an environment must reach, and how it does")
    .argument("<stack>", "name of the stack, <team>-<environment>")
    .action((stack: string, options: CommonOptions) => {
      const { reachCommand }: typeof import("./reach") = require("./reach");
      exit(reachCommand({ ...options, stack }));
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
  const parent = program.command("new").description("write new files: new team <name>, new ci");
  command(parent, "team", "write a valid team file with a network that overlaps no other")
    .argument("<name>", "name of the team")
    .option("--account <number>", "account number; one that is for development when absent")
    .option("--region <region>", "region; the one that most environments are in when absent")
    .action((team: string, options: CommonOptions & { account?: string; region?: string }) => {
      const { newTeam }: typeof import("./new-team") = require("./new-team");
      exit(newTeam({ ...options, team }));
    });
  command(parent, "ci", "write the workflows that plan pull requests, apply them and look for drift")
    .addOption(
      new Option("--provider <provider>", "who runs them").choices(["github", "atlantis"]).default("github"),
    )
    .addOption(
      new Option("--mode <mode>", "apply the reviewed plan itself, or a fresh plan that does the same")
        .choices(["exact", "equivalent"])
        .default("equivalent"),
    )
    .option("--force", "write files anew that are there", false)
    .action((options: CommonOptions & NewCiOptions) => {
      const { newCi }: typeof import("./ci") = require("./ci");
      exit(newCi(options));
    });
}

function addAtlantis(program: Command): void {
  command(program, "atlantis", "write an atlantis.yaml with the affected stacks as projects")
    .option("--affected <file>", "what `teamstacks affected --json` printed; every stack when absent")
    .option("--stacks <dir>", "synthesized output, which git must not ignore", "ci-cdktf.out")
    .option("--out <file>", "file to write; standard output when absent")
    .action((options: CommonOptions & AtlantisOptions) => {
      const { atlantis }: typeof import("./ci") = require("./ci");
      exit(atlantis(options));
    });
}

function addSchemas(program: Command): void {
  command(program, "schemas", "write the JSON Schemas that editors use").action((options: CommonOptions) => {
    const { schemas }: typeof import("./schemas") = require("./schemas");
    exit(schemas(options));
  });
}

function addAffected(program: Command): void {
  command(program, "affected", "say which stacks a change touches")
    .requiredOption(
      "--base <dir-or-ref>",
      "synthesized output, folder of platform.yaml, or commit to start from",
    )
    .option("--head <dir-or-ref>", "the same to compare with it; the folder of --root when absent")
    .option("--merge-base", "start from the commit where base and head parted")
    .option("--matrix", "print a GitHub Actions matrix of the stacks that need a plan")
    .option("--batch <stacks>", "stacks in a job of the matrix", wholeNumber)
    .option("--max-jobs <jobs>", "most jobs of the matrix, 2 to 256", jobs)
    .option("--github-output", "write matrix, any, count and removed to $GITHUB_OUTPUT too")
    .action(async (options: CommonOptions & AffectedOptions) => {
      const { affectedCommand }: typeof import("./affected") = require("./affected");
      exit(await affectedCommand(options));
    });
}

function addBundle(program: Command): void {
  const bundle = command(program, "bundle", "pin a saved plan, and all that it was made from, in a folder")
    .argument("<stack>", "name of the stack")
    .requiredOption("--plan <file>", "plan that `terraform plan -out` wrote");
  planOptions(bundle)
    .requiredOption("--out <dir>", "folder to write; it must not be there yet")
    .requiredOption("--repository <owner/name>", "repository of the pull request")
    .requiredOption("--pull-request <number>", "number of the pull request", wholeNumber)
    .requiredOption("--head-sha <sha>", "head of the pull request")
    .requiredOption("--merge-sha <sha>", "commit that was synthesized and planned")
    .action(async (stack: string, options: CommonOptions & BundleOptions) => {
      const { bundleCommand }: typeof import("./bundling") = require("./bundling");
      exit(await bundleCommand({ ...options, stack }));
    });
}

function addVerify(program: Command): void {
  const verify = command(program, "verify", "refuse a bundle that is not exactly what was reviewed")
    .argument("<stack>", "name of the stack")
    .requiredOption("--bundle <dir>", "folder that `teamstacks bundle` wrote")
    .addOption(
      new Option("--mode <mode>", "apply the saved plan itself, or a fresh plan that does the same")
        .choices(["exact", "equivalent"])
        .default("equivalent"),
    )
    .option("--plan <file>", "fresh plan, for --mode equivalent")
    .option("--state <file>", "what `terraform state pull` printed: a saved plan of an older state is stale");
  planOptions(verify)
    .requiredOption("--repository <owner/name>", "repository of the pull request")
    .requiredOption("--pull-request <number>", "number of the pull request", wholeNumber)
    .requiredOption("--head-sha <sha>", "head of the pull request when it was merged")
    .option("--merge-sha <sha>", "commit that must have been planned; any when absent")
    .option("--approvals <file>", "comments of the pull request, as the GitHub API returns them")
    .option("--members <file>", "JSON of owners and their GitHub logins")
    .option("--author <login>", "author of the pull request, who cannot approve it")
    .action(async (stack: string, options: CommonOptions & VerifyOptions) => {
      const { verifyCommand }: typeof import("./bundling") = require("./bundling");
      exit(await verifyCommand({ ...options, stack }));
    });
}

/** What describes a plan and where it comes from. */
function planOptions(program: Command): Command {
  return program
    .option("--stacks <dir>", "synthesized output that holds the stack", "cdktf.out")
    .option("--plan-json <file>", "what `terraform show -json` prints of the plan; it is run when absent")
    .option("--removed", "the stack is gone from the head: --stacks is the base's output")
    .option("--provenance <file>", "what `teamstacks provenance` printed of the stack")
    .option("--config <file>", "settings of the review");
}

function addReview(program: Command): void {
  program
    .command("review")
    .description("say what plans will do, what of it is dangerous, and who must approve it; shows no secret")
    .argument(
      "<plan...>",
      "plan files, what `terraform show -json` printed of them, or *.review.json; - reads one",
    )
    .addOption(
      new Option("--format <format>", "what to print").choices(["md", "html", "json", "sarif"]).default("md"),
    )
    .option("--out <dir>", "also write <stack>.review.json of each stack into this folder")
    .option("--stack <name>", "name of the stack; from the name of the file or its folder when absent")
    .option("--stacks <dir>", "synthesized output, for the construct behind each address")
    .option("--provenance <file>", "what `teamstacks provenance` printed of the stack")
    .option("--config <file>", "severities of rules, waivers, owners: YAML or JSON")
    .option("--conftest <file...>", "what `conftest test --output json` printed of the plan")
    .option("--checkov <file...>", "what `checkov --output json` printed of the plan")
    .option("--max-bytes <bytes>", "most bytes of the Markdown; what does not fit is counted", bytes)
    .option("--json", "as --format json", false)
    .action(async (plans: readonly string[], options: ReviewCommandOptions) => {
      const { review }: typeof import("./review") = require("./review");
      exit(await review({ ...options, plans }));
    });
}

function addProvenance(program: Command): void {
  command(program, "provenance", "say which keys of the team file the resources of a stack come from")
    .argument("<stack>", "name of the stack, <team>-<environment>")
    .option("--stacks <dir>", "synthesized output that holds the stack", "cdktf.out")
    .action((stack: string, options: CommonOptions & { stacks: string }) => {
      const { provenanceCommand }: typeof import("./provenance") = require("./provenance");
      exit(provenanceCommand({ ...options, stack }));
    });
}

function addComment(program: Command): void {
  program
    .command("comment")
    .description("write the reviews of all stacks into the one comment of a pull request")
    .requiredOption("--reviews <dir>", "folder of *.review.json files")
    .option("--expect <file>", "what `teamstacks affected --json` printed; each stack of it needs a review")
    .option(
      "--members <file>",
      "JSON with the logins of each owner (default: .github/teamstacks-members.json)",
    )
    .option("--repository <owner/name>", "repository; GITHUB_REPOSITORY when absent")
    .option(
      "--pull-request <number>",
      "number of the pull request; the one of the event when absent",
      wholeNumber,
    )
    .option("--head-sha <commit>", "head that was reviewed; the one of the event when absent")
    .option("--api-url <url>", "GitHub's REST API; GITHUB_API_URL when absent")
    .option("--status <name>", "name of the commit's status", "teamstacks/review")
    .option("--no-status", "set no status")
    .option("--page <file>", "write the reviews as one HTML page")
    .option("--sarif <file>", "write the findings as SARIF")
    .option("--dry-run", "print the comment instead of posting it", false)
    .option("--json", "print the result as JSON", false)
    .action(async (options: CommentOptions) => {
      const { comment }: typeof import("./comment") = require("./comment");
      exit(await comment(options));
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

function bytes(value: string): number {
  if (!/^[1-9]\d{3,8}$/.test(value)) throw new InvalidArgumentError("It is a whole number from 1000.");
  return Number(value);
}

function jobs(value: string): number {
  const number = wholeNumber(value);
  if (number < 2 || number > 256) throw new InvalidArgumentError("It is a whole number from 2 to 256.");
  return number;
}

function exit(code: ExitCode): void {
  process.exitCode = code;
}
