import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadRoot } from "../config/load";
import { ScaffoldRefusal, type TeamScaffold, teamScaffold } from "../config/team-scaffold";
import { validate } from "../config/validate";
import { renderPlainYaml } from "../templates/render";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";

export interface NewTeamOptions {
  readonly root: string;
  readonly json: boolean;
  /** Name of the team, and of its file. */
  readonly team: string;
  /** Account number. @default - one that is for development */
  readonly account?: string;
  /** @default - the region that most environments are in */
  readonly region?: string;
}

/** `teamstacks new team`: writes a small valid team file beside those that are there. */
export function newTeam(options: NewTeamOptions): ExitCode {
  const { environments, problems } = validate(options.root);
  const { platform } = loadRoot(options.root);
  if (environments === undefined || platform === undefined) {
    printProblems(problems);
    console.error("A new team needs files without errors beside it, to keep out of their way.");
    return EXIT.failed;
  }
  try {
    const scaffold = teamScaffold(options, platform.spec, environments);
    return write(options, scaffold);
  } catch (error) {
    if (!(error instanceof ScaffoldRefusal)) throw error;
    console.error(error.message);
    return EXIT.failed;
  }
}

function write({ root, json }: NewTeamOptions, scaffold: TeamScaffold): ExitCode {
  const file = join(root, "teams", `${scaffold.team}.yaml`);
  try {
    writeFileSync(file, renderPlainYaml("team", scaffold), { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new ScaffoldRefusal(`${file} exists already.`);
  }
  const { environments, problems } = validate(root);
  if (environments === undefined) {
    rmSync(file);
    printProblems(problems);
    console.error("The new team would not be valid, so it was taken back.");
    return EXIT.failed;
  }
  if (json) printJson({ file, ...scaffold });
  else process.stdout.write(`${file}\n`);
  console.error(nextSteps(scaffold));
  return EXIT.ok;
}

function nextSteps({ team, stack, account, region, ipv4Cidr }: TeamScaffold): string {
  return [
    `${stack} is in account ${account}, ${region}, with ${ipv4Cidr}.`,
    "Next: write who owns it, who may enter (`allow`) and what runs (`services`); then",
    "  npx teamstacks check",
    `  npx teamstacks explain ${team} development`,
    "and open a pull request.",
  ].join("\n");
}
