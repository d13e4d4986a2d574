import { execFileSync } from "node:child_process";
import { parse } from "yaml";
import { namesIn } from "./expression";

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly [key: string]: unknown;
}

export interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
  readonly [key: string]: unknown;
}

const WORKFLOW_KEYS = ["name", "on", "permissions", "concurrency", "env", "jobs"];
const JOB_KEYS = [
  ...["needs", "if", "runs-on", "timeout-minutes", "permissions", "outputs", "strategy", "environment"],
  ...["concurrency", "env", "steps"],
];
const STEP_KEYS = ["id", "name", "if", "uses", "run", "with", "env", "continue-on-error"];
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  contents: ["read"],
  "id-token": ["write"],
  issues: ["write"],
  "pull-requests": ["read", "write"],
  statuses: ["write"],
};
const CONTEXTS = ["github", "needs", "steps", "matrix"];

/** What GitHub would refuse in a workflow, and what it should; one sentence each. */
export function faults(text: string): string[] {
  const workflow = parse(text) as Workflow;
  return [
    ...unknownKeys("the workflow", workflow, WORKFLOW_KEYS),
    ...(JSON.stringify(workflow.permissions) === "{}" ? [] : ["the workflow grants permissions to all jobs"]),
    ...unpinned(text),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => jobFaults(name, job, workflow)),
  ];
}

function jobFaults(name: string, job: Job, workflow: Workflow): string[] {
  const found = unknownKeys(name, job, JOB_KEYS);
  for (const key of ["runs-on", "timeout-minutes", "permissions"]) {
    if (job[key] === undefined) found.push(`${name} has no ${key}`);
  }
  if (String(job["runs-on"]).endsWith("-latest")) found.push(`${name} runs on what changes by itself`);
  for (const [right, level] of Object.entries(job.permissions ?? {})) {
    if (!RIGHTS[right]?.includes(level)) found.push(`${name} has the right ${right}: ${level}`);
  }
  for (const other of needsOf(job)) {
    if (workflow.jobs[other] === undefined) found.push(`${name} needs ${other}, which is no job`);
  }
  const { steps, outputs, ...rest } = job;
  found.push(...nameFaults(`${name}`, expressionsIn(rest), job, [], workflow));
  const ids: string[] = [];
  for (const [index, step] of steps.entries()) {
    const where = `${name}, step ${index + 1}`;
    found.push(...stepFaults(where, step), ...nameFaults(where, expressionsIn(step), job, ids, workflow));
    if (step.id !== undefined && ids.includes(step.id)) found.push(`${where} has an id that is taken`);
    if (step.id !== undefined) ids.push(step.id);
  }
  return [...found, ...nameFaults(`${name}, outputs`, expressionsIn({ outputs }), job, ids, workflow)];
}

function stepFaults(where: string, step: Step): string[] {
  const found = unknownKeys(where, step, STEP_KEYS);
  if ((step.uses === undefined) === (step.run === undefined))
    found.push(`${where} has not one of uses and run`);
  if (step.run?.includes("${{")) found.push(`${where} puts an expression into a script`);
  if (step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false) {
    found.push(`${where} leaves the token in the checkout`);
  }
  if (step.run !== undefined) found.push(...scriptFaults(where, step.run));
  return found;
}

function scriptFaults(where: string, script: string): string[] {
  try {
    execFileSync("bash", ["-n"], { input: script, stdio: "pipe" });
    return [];
  } catch (error) {
    return [`${where} is no script: ${String((error as { stderr: Buffer }).stderr)}`];
  }
}

function nameFaults(
  where: string,
  expressions: readonly string[],
  job: Job,
  ids: readonly string[],
  workflow: Workflow,
): string[] {
  return expressions.flatMap((expression) => {
    try {
      return namesIn(expression).flatMap((name) => unknownName(where, name, job, ids, workflow));
    } catch (error) {
      return [`${where}: ${(error as Error).message}`];
    }
  });
}

function unknownName(
  where: string,
  name: string,
  job: Job,
  ids: readonly string[],
  { jobs }: Workflow,
): string[] {
  const [context = "", subject = "", kind, output = ""] = name.split(".");
  if (!CONTEXTS.includes(context)) return [`${where} reads ${name}, which there is not`];
  if (context === "steps" && !ids.includes(subject)) return [`${where} reads ${name} of no earlier step`];
  if (context === "matrix" && job.strategy === undefined) return [`${where} reads ${name} without a matrix`];
  if (context !== "needs") return [];
  if (!needsOf(job).includes(subject)) return [`${where} reads ${name} of a job that it does not need`];
  if (kind !== "outputs" || jobs[subject]?.outputs?.[output] !== undefined) return [];
  return [`${where} reads ${name}, which ${subject} does not give`];
}

/** The texts between `${{` and `}}`, and the conditions, which need none of them. */
function expressionsIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") {
    if (key === "if") return [value];
    const open = value.split("${{").length - 1;
    const found = [...value.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, expression = ""]) => expression);
    return found.length === open ? found : [...found, "}}"];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => expressionsIn(inner, name));
}

function unpinned(text: string): string[] {
  return [...text.matchAll(/^\s*-? *uses: *(.*)$/gm)]
    .map(([, used = ""]) => used)
    .filter((used) => !/^"?[\w.-]+\/[\w./-]+@[0-9a-f]{40}"? # v\d+\.\d+\.\d+$/.test(used))
    .map((used) => `${used} is not pinned to a commit with its version beside it`);
}

function unknownKeys(where: string, value: object, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${where} has the key ${key}`);
}

export function needsOf({ needs = [] }: Job): readonly string[] {
  return typeof needs === "string" ? [needs] : needs;
}
