import { canonicalLock, type StackSource, sha256, stackDigest } from "../stack-digest";
import type { PlanFile } from "./plan-file";

const CONFIGURATION = "cdk.tf.json";
/** Files that Terraform takes for configuration. */
const IS_CONFIGURATION = /\.(tf|tf\.json)$/;

/**
 * Why a saved plan was not made from a stack's folder, one sentence each; empty when it was. A plan embeds the
 * configuration that it will apply, so this does not trust whoever made the file.
 */
export function planProblems(plan: PlanFile, stack: StackSource): string[] {
  return [...configurationProblems(plan, stack), ...moduleProblems(plan), ...lockProblems(plan, stack)];
}

/** Hash of a lock file's meaning; no lock file at all pins nothing, as an empty one. */
export function lockHash(text: string | undefined): string {
  return sha256(canonicalLock(text ?? ""));
}

function configurationProblems({ configuration }: PlanFile, stack: StackSource): string[] {
  const { [CONFIGURATION]: planned, ...others } = configuration;
  if (planned === undefined) return [`the plan embeds no ${CONFIGURATION}`];
  const problems = sameConfiguration(planned, stack.configuration)
    ? []
    : [`the ${CONFIGURATION} that the plan embeds is not the synthesized one`];
  const expected = Object.keys(stack.files).filter(
    (name) => IS_CONFIGURATION.test(name) && !name.includes("/"),
  );
  const names = [...new Set([...expected, ...Object.keys(others)])].sort();
  for (const name of names) {
    const text = others[name];
    if (text === undefined) problems.push(`the plan was made without ${name}`);
    else if (stack.files[name] === undefined)
      problems.push(`the plan embeds ${name}, which the stack does not have`);
    else if (sha256(text) !== stack.files[name])
      problems.push(`the ${name} that the plan embeds is another one`);
  }
  return problems;
}

function sameConfiguration(planned: string, synthesized: string): boolean {
  if (planned === synthesized) return true;
  const [one, other] = [planned, synthesized].map((configuration) => digestOf(configuration));
  return one !== undefined && one === other;
}

function digestOf(configuration: string): string | undefined {
  try {
    return stackDigest({ configuration, files: {} }).digest;
  } catch {
    return undefined;
  }
}

/** Nothing says what a module from elsewhere should hold. */
function moduleProblems({ modules }: PlanFile): string[] {
  return modules.map(
    (key) => `the plan embeds the module ${JSON.stringify(key)}, which is not part of the stack`,
  );
}

function lockProblems({ lock }: PlanFile, stack: StackSource): string[] {
  if (stack.lock === undefined || lockHash(lock) === lockHash(stack.lock)) return [];
  return ["the providers that the plan pins are not those of the stack's lock file"];
}
