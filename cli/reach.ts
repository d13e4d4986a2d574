import type { Environment } from "../config/environment";
import { reach } from "../config/reach";
import { validate } from "../config/validate";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";
import { reachRows, reachTables } from "./reach-table";
import { unknownStack } from "./unknown-stack";

/** `teamstacks reach`: prints what everything in an environment must reach, and how it does. */
export function reachCommand(options: { root: string; json: boolean; stack: string }): ExitCode {
  const { environments, problems } = validate(options.root);
  // What other teams have wrong is left aside, once it is clear which stack is meant.
  const own =
    environments === undefined ? validate(options.root, { only: [options.stack] }) : { environments };
  const environment = own.environments?.find(({ stack }) => stack === options.stack);
  if (environment !== undefined) {
    print(environment, options.json);
    return EXIT.ok;
  }
  if (environments === undefined) printProblems(problems);
  else console.error(unknownStack(options.stack, environments));
  return EXIT.failed;
}

function print(environment: Environment, json: boolean): void {
  const rows = reachRows(reach(environment));
  if (json) printJson({ stack: environment.stack, reach: rows });
  else process.stdout.write(reachTables(rows));
}
