import type { Environment } from "./environment";
import { layerAll } from "./layers";
import { loadRoot } from "./load";
import { ConfigError, inFileOrder, type Problem } from "./problem";
import { resolve } from "./resolve/resolve";
import { applyRules } from "./rules/apply-rules";
import { Subject } from "./rules/rule";

/** What is wanted of a root. */
export interface LoadOptions {
  /**
   * Stacks that are returned, with `*` for any text, as in `festa-*`. Everything is checked all the same.
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
  const { environments, problems } = validate(root);
  if (environments === undefined) throw new ConfigError(problems);
  const { only } = options;
  return {
    environments: only === undefined ? environments : environments.filter((one) => matches(one.stack, only)),
    warnings: problems,
  };
}

/** What validation found; without environments, at least one problem is an error. */
export interface Validated {
  /** By team and then in the order of the file; undefined when there is an error. */
  readonly environments: readonly Environment[] | undefined;
  /** Errors and warnings in file order. */
  readonly problems: readonly Problem[];
}

/** Everything that can be said of a root; throws nothing that a file could cause. */
export function validate(root: string): Validated {
  const loaded = loadRoot(root);
  const { layered, problems: inherited } = layerAll(loaded);
  const { platform } = loaded;
  const found = [...loaded.problems, ...inherited];
  // Without accounts, zones and defaults every environment would look wrong.
  if (platform === undefined) return { environments: undefined, problems: inFileOrder(found) };
  const subjects = layered.map((one) => {
    const { environment, problems } = resolve(one, platform.spec);
    found.push(...problems);
    return new Subject(environment, one);
  });
  const problems = inFileOrder([...found, ...applyRules(subjects, platform)]);
  const isWrong = problems.some(({ severity }) => severity === "error");
  return { environments: isWrong ? undefined : subjects.map(({ environment }) => environment), problems };
}

/** Whether a stack's name matches one of the patterns, in which `*` stands for any text. */
export function matches(stack: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const literal = pattern.split("*").map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`).test(stack);
  });
}
