import type { ContainerPlan } from "../container-plan";
import type { Problem } from "../problem";
import { isSecretName, isSecretText } from "../secret-looking";
import { containersOf } from "./containers";
import type { Rule, Subject } from "./rule";

const FIX = "Keep the value in Secrets Manager or an SSM parameter, and write its ARN under `secrets`.";

/** No secret stands in a team file as text. The value is never repeated. */
export const secretValues: Rule = (subject) =>
  containersOf(subject.environment).flatMap(({ container, path }) => [
    ...variables(subject, container, path),
    ...words(subject, container, path),
  ]);

function variables(subject: Subject, container: ContainerPlan, path: readonly string[]): Problem[] {
  return Object.entries(container.environment).flatMap(([name, value]) => {
    if (!("text" in value)) return [];
    const place = [...path, "environment", name];
    if (isSecretText(value.text))
      return [subject.problem(place, { message: "holds a credential", fix: FIX })];
    if (!isSecretName(name)) return [];
    return [
      subject.problem(place, { message: "has the name of a secret and a value in plain text", fix: FIX }),
    ];
  });
}

function words(subject: Subject, container: ContainerPlan, path: readonly string[]): Problem[] {
  return (["command", "entryPoint"] as const).flatMap((key) =>
    (container[key] ?? []).flatMap((word, index) =>
      isSecretText(word)
        ? [subject.problem([...path, key, index], { message: "holds a credential", fix: FIX })]
        : [],
    ),
  );
}
