import { Token } from "cdktf";
import type { Container, Task } from "../compute/container";
import { filesVolumes, MOUNTS_VARIABLE, mountsValue } from "./host-paths";

/** What Elastic Beanstalk hands to every container of an environment. */
export interface EnvironmentValues {
  /** Values of variables that only AWS knows, such as the host of a database. */
  readonly properties: Readonly<Record<string, string>>;
  /** `valueFrom` of secrets. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The variables of a task that cannot be in the source bundle, because it is packed before AWS has decided
 * their values: references, secrets, and what the instance mounts.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html
 */
export function environmentValues(task: Task): EnvironmentValues {
  const mounts = filesVolumes(task).length > 0 ? { [MOUNTS_VARIABLE]: mountsValue(task) } : {};
  return {
    properties: Object.assign({}, ...task.containers.map(references), mounts),
    secrets: Object.assign({}, ...task.containers.map(({ secrets }) => secrets)),
  };
}

/** Variables whose values are written in the source bundle, for their own container only. */
export function literalVariables({ environment }: Container): Record<string, string> {
  return pick(environment, (value) => !Token.isUnresolved(value));
}

/**
 * Names that would mean two things: the platform gives each reference and each secret to all containers, so
 * no container may have another value under that name.
 */
export function clashes({ containers }: Task): string[] {
  const claims = containers.flatMap((container) => [
    ...entries(references(container), container, true),
    ...entries(container.secrets, container, true),
    ...entries(literalVariables(container), container, false),
  ]);
  return claims.flatMap((claim, index) =>
    claims
      .slice(index + 1)
      .filter((other) => other.name === claim.name && other.value !== claim.value)
      .filter((other) => other.shared || claim.shared)
      .map((other) => sentence(claim.name, claim.by, other.by)),
  );
}

function sentence(name: string, one: string, other: string): string {
  return one === other
    ? `Container ${one} has ${name} both as a variable and as a secret.`
    : `Containers ${one} and ${other} have different values of ${name}, but Elastic Beanstalk hands a secret or a reference to all containers. Use another name in one of them.`;
}

function references({ environment }: Container): Record<string, string> {
  return pick(environment, (value) => Token.isUnresolved(value));
}

function entries(record: Readonly<Record<string, string>>, { name: by }: Container, shared: boolean) {
  return Object.entries(record).map(([name, value]) => ({ name, value, by, shared }));
}

function pick(record: Readonly<Record<string, string>>, wanted: (value: string) => boolean) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => wanted(value)));
}
