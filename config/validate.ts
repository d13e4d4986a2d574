import type { Environment } from "./environment";
import { withoutFollowUps } from "./follow-ups";
import { layerAll } from "./layers";
import { loadRoot } from "./load";
import type { PlatformPlan } from "./platform-plan";
import { ConfigError, inFileOrder, type Problem } from "./problem";
import { resolvePlatforms } from "./resolve/platform";
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
  /** What environments of an account share, by account number. */
  readonly platforms: readonly PlatformPlan[];
  /** In file order. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads, resolves and checks `platform.yaml` and every team file below `root`.
 *
 * @throws ConfigError with all problems (and warnings) in file order.
 */
export function loadEnvironments(root: string, options: LoadOptions = {}): Environments {
  const { environments, platforms, problems } = validate(root, options);
  if (environments === undefined) throw new ConfigError(problems);
  return { environments, platforms, warnings: problems };
}

/** What validation found; without environments, at least one problem is an error. */
export interface Validated {
  /** By team and then in the order of the file; undefined when there is an error. */
  readonly environments: readonly Environment[] | undefined;
  /** By account number; empty when there is an error. */
  readonly platforms: readonly PlatformPlan[];
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
  if (platform === undefined) return { environments: undefined, platforms: [], problems: all() };
  const subjects = layered.map((one) => {
    const { environment, problems } = resolve(one, platform.spec);
    found.push(...problems);
    return new Subject(environment, one);
  });
  found.push(...applyRules(subjects, platform));
  const problems = all();
  const environments = subjects.map(({ environment }) => environment);
  const stacks = { environments, platforms: resolvePlatforms(platform.spec, environments) };
  return only === undefined ? judged(stacks, problems) : chosen(stacks, problems, only);
}

type Stacks = Pick<Environments, "environments" | "platforms">;

function judged({ environments, platforms }: Stacks, problems: readonly Problem[]): Validated {
  const isWrong = problems.some(({ severity }) => severity === "error");
  if (isWrong) return { environments: undefined, platforms: [], problems };
  return { environments, platforms, problems };
}

function chosen(all: Stacks, problems: readonly Problem[], only: readonly string[]): Validated {
  const wanted = all.environments.filter(({ stack }) => matches(stack, only));
  const platforms = all.platforms.filter(({ stack }) => matches(stack, only));
  // A platform stack is made from every team's file.
  if (platforms.length > 0) return judged({ environments: wanted, platforms }, problems);
  const files = new Set(wanted.map(({ team }) => `teams/${team}.yaml`));
  return judged(
    { environments: wanted, platforms },
    problems.filter((problem) => concerns(problem, files, only)),
  );
}
