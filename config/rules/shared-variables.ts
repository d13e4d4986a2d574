import type { ContainerPlan, SecretValue, Value } from "../container-plan";
import type { Problem } from "../problem";
import { containersOf } from "./containers";
import type { Rule, Subject } from "./rule";

interface Claim {
  readonly path: readonly string[];
  readonly container: string;
  readonly value: string;
  readonly isShared: boolean;
}

/** Values that only AWS knows; Beanstalk hands them, like secrets, to every container of an instance. */
const UNKNOWN = ["database.host", "database.readerHost"];

/** On Beanstalk a secret or reference of one container is in all of them, so that its name has one value. */
export const sharedVariables: Rule = (subject) => {
  const { services } = subject.environment;
  const all = containersOf(subject.environment);
  return services
    .filter(({ runtime }) => runtime === "beanstalk")
    .flatMap((service) =>
      clashes(
        subject,
        all.filter((one) => one.service === service),
      ),
    );
};

function clashes(subject: Subject, containers: ReturnType<typeof containersOf>): Problem[] {
  const first = new Map<string, Claim>();
  return containers.flatMap(({ container, path }) =>
    claims(container, path).flatMap(([name, claim]) => {
      const other = first.get(name);
      if (other === undefined) first.set(name, claim);
      if (other === undefined || other.container === claim.container) return [];
      if (other.value === claim.value || !(other.isShared || claim.isShared)) return [];
      const message = `has another value in ${other.container}, but Beanstalk hands a secret or a database address to all containers of an instance`;
      return [subject.problem(claim.path, { message, fix: "Use another name in one of the two." })];
    }),
  );
}

function claims(container: ContainerPlan, path: readonly string[]): [string, Claim][] {
  const name = path.at(-1) ?? "";
  const claim = (
    kind: "environment" | "secrets",
    key: string,
    value: Value | SecretValue,
  ): [string, Claim] => [
    key,
    {
      path: [...path, kind, key],
      container: name,
      value: JSON.stringify(value),
      isShared: isShared(kind, value),
    },
  ];
  return [
    ...Object.entries(container.environment).map(([key, value]) => claim("environment", key, value)),
    ...Object.entries(container.secrets).map(([key, value]) => claim("secrets", key, value)),
  ];
}

function isShared(kind: "environment" | "secrets", value: Value | SecretValue): boolean {
  return kind === "secrets" || ("from" in value && UNKNOWN.includes(value.from));
}
