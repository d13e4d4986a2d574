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
  const { environments, platforms, problems } = validate(root, { only });
  const stacks = [...platforms, ...(environments ?? [])].map(({ stack }) => stack);
  if (json) printJson({ stacks, problems });
  printProblems(problems);
  if (environments === undefined) return EXIT.failed;
  if (noStackMatches(stacks, only)) return EXIT.failed;
  console.error(fine(environments.length, platforms.length));
  return EXIT.ok;
}

function fine(environments: number, platforms: number): string {
  const counts = [
    ...(environments > 0 || platforms === 0 ? [count(environments, "environment")] : []),
    ...(platforms > 0 ? [count(platforms, "platform stack")] : []),
  ];
  return `${counts.join(" and ")} ${environments + platforms === 1 ? "is" : "are"} fine`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
