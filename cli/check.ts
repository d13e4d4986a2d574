import { validate } from "../config/validate";
import { EXIT, type ExitCode } from "./exit";
import { noStackMatches } from "./no-stack-matches";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";

export interface CheckOptions {
  readonly root: string;
  readonly json: boolean;
  /** Patterns of stack names. @default - every stack */
  readonly only?: readonly string[];
}

/** `teamstacks check`: reports every problem and writes nothing. */
export function check({ root, json, only }: CheckOptions): ExitCode {
  const { environments, problems } = validate(root, { only });
  const stacks = environments?.map(({ stack }) => stack) ?? [];
  if (json) printJson({ stacks, problems });
  printProblems(problems);
  if (environments === undefined) return EXIT.failed;
  if (noStackMatches(stacks, only)) return EXIT.failed;
  console.error(stacks.length === 1 ? "1 environment is fine" : `${stacks.length} environments are fine`);
  return EXIT.ok;
}
