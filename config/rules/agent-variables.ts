import type { SecretValue, Value } from "../container-plan";
import { containersOf } from "./containers";
import type { Rule } from "./rule";

/** Beginning of the variables that configure Datadog's agent. */
const OF_THE_AGENT = "DD_";

/** On Beanstalk secrets and addresses of the database reach every container, also Datadog's agent. */
export const agentVariables: Rule = (subject) => {
  if (subject.environment.datadog === undefined) return [];
  return containersOf(subject.environment)
    .filter(({ service }) => service.runtime === "beanstalk")
    .flatMap(({ container, path }) =>
      (["environment", "secrets"] as const).flatMap((kind) =>
        Object.entries<Value | SecretValue>(container[kind])
          .filter(([name, value]) => name.startsWith(OF_THE_AGENT) && !("text" in value))
          .map(([name]) => {
            const message = "would reach the instance's Datadog agent too and change its settings";
            const fix = "Use another name, or write the value as text.";
            return subject.problem([...path, kind, name], { message, fix });
          }),
      ),
    );
};
