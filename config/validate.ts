import type { Environment } from "./environment";
import { withoutFollowUps } from "./follow-ups";
import { layerAll } from "./layers";
import { loadRoot } from "./load";
import { ConfigError, inFileOrder, type Problem } from "./problem";
import { resolve } from "./resolve/resolve";
import { applyRules } from "./rules/apply-rules";
import { Subject } from "./rules/rule";
import { concerns, matches } from "./selection";

/** What is wanted of a root. */
export interface LoadOptions {
  /**
   * Stacks that are wanted, with `*` for any text, as in `festa-*`. Problems of other teams are left aside.
   *
   * @default - all
   */
  readonly only?: readonly string[];
}

/** What a root without errors describes. */
export interface Environments {
  /** By team and then in the order of the file. */
  readonly environments: readonly Environment[];
  /** In file order. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads, resolves and checks `platform.yaml` and every team file below `root`.
 *
 * @throws ConfigError with all problems (and warnings) in file order.
 */
export function loadEnvironments(root: string, options: LoadOptions = {}): Environments {
  const { environments, problems } = validate(root, options);
  if (environments === undefined) throw new ConfigError(problems);
  return { environments, warnings: problems };
}

/** What validation found; without environments, at least one problem is an error. */
export interface Validated {
  /** By team and then in the order of the file; undefined when there is an error. */
  readonly environments: readonly Environment[] | undefined;
  /** Errors and warnings in file order. */
  readonly problems: readonly Problem[];
}

/** Everything that can be said of a root; throws nothing that a file could cause. */
export function validate(root: string, { only }: LoadOptions = {}): Validated {
  const loaded = loadRoot(root);
  const { layered, problems: inherited } = layerAll(loaded);
  const { platform, teams, refused } = loaded;
  const found = [...inherited];
  const all = () => inFileOrder([...loaded.problems, ...withoutFollowUps(found, refused, teams)]);
  // Without accounts, zones and defaults every environment would look wrong.
  if (platform === undefined) return { environments: undefined, problems: all() };
  const subjects = layered.map((one) => {
    const { environment, problems } = resolve(one, platform.spec);
    found.push(...problems);
    return new Subject(environment, one);
  });
  found.push(...applyRules(subjects, platform));
  const problems = all();
  const environments = subjects.map(({ environment }) => environment);
  return only === undefined ? judged(environments, problems) : chosen(environments, problems, only);
}

function judged(environments: readonly Environment[], problems: readonly Problem[]): Validated {
  const isWrong = problems.some(({ severity }) => severity === "error");
  return { environments: isWrong ? undefined : environments, problems };
}

function chosen(
  environments: readonly Environment[],
  problems: readonly Problem[],
  only: readonly string[],
): Validated {
  const wanted = environments.filter(({ stack }) => matches(stack, only));
  const files = new Set(wanted.map(({ team }) => `teams/${team}.yaml`));
  return judged(
    wanted,
    problems.filter((problem) => concerns(problem, files, only)),
  );
}
