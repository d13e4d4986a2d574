import { validate } from "../config/validate";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";

/** `teamstacks check`: reports every problem and writes nothing. */
export function check(options: { root: string; json: boolean }): ExitCode {
  const { environments, problems } = validate(options.root);
  const stacks = environments?.map(({ stack }) => stack) ?? [];
  if (options.json) printJson({ stacks, problems });
  printProblems(problems);
  if (environments === undefined) return EXIT.failed;
  console.error(stacks.length === 1 ? "1 environment is fine" : `${stacks.length} environments are fine`);
  return EXIT.ok;
}
