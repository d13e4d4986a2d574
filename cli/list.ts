import { isPlatform, type StackPlan } from "../config/stack-plan";
import { validate } from "../config/validate";
import { EXIT, type ExitCode } from "./exit";
import { jobMatrix, MOST_JOBS } from "./job-matrix";
import { noStackMatches } from "./no-stack-matches";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";

export interface ListOptions {
  readonly root: string;
  readonly json: boolean;
  /** Patterns of stack names. @default - every stack */
  readonly only?: readonly string[];
  /** Stacks in a job of a GitHub Actions matrix. @default - names instead of a matrix */
  readonly matrix?: number;
}

/** `teamstacks list`: prints the names of stacks, or a matrix of jobs for them. */
export function list({ root, json, only, matrix }: ListOptions): ExitCode {
  const { environments, platforms, problems } = validate(root, { only });
  if (environments === undefined) {
    printProblems(problems);
    return EXIT.failed;
  }
  const plans = [...platforms, ...environments];
  if (noStackMatches(plans, only)) return EXIT.failed;
  const stacks = plans.map(({ stack }) => stack);
  if (matrix !== undefined) printMatrix(stacks, matrix);
  else if (json) printJson({ stacks: plans.map(row) });
  else process.stdout.write(stacks.map((stack) => `${stack}\n`).join(""));
  return EXIT.ok;
}

/** On one line, as a step of GitHub Actions writes its output. */
function printMatrix(stacks: readonly string[], size: number): void {
  const matrix = jobMatrix(stacks, size);
  const [{ stacks: first } = { stacks: "" }] = matrix.include;
  const inFirst = first.split(" ").length;
  if (inFirst > size) console.error(`${inFirst} stacks a job, because GitHub runs at most ${MOST_JOBS} jobs`);
  process.stdout.write(`${JSON.stringify(matrix)}\n`);
}

/** A platform stack belongs to no team. */
function row(plan: StackPlan): object {
  const { stack, account, region } = plan;
  if (isPlatform(plan)) return { stack, platform: plan.accountName, account, region };
  return { stack, team: plan.team, environment: plan.name, class: plan.class, account, region };
}
