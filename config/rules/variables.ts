import { containersOf } from "./containers";
import type { Rule } from "./rule";

/** A variable has one source; ECS refuses a name that is both a variable and a secret. */
export const variables: Rule = (subject) =>
  containersOf(subject.environment).flatMap(({ container, path }) =>
    Object.keys(container.secrets)
      .filter((name) => Object.hasOwn(container.environment, name))
      .map((name) => {
        const inEnvironment = [...path, "environment", name];
        const place =
          subject.written(inEnvironment) === undefined ? [...path, "secrets", name] : inEnvironment;
        const message = "stands under `environment` and under `secrets`";
        return subject.problem(place, { message, fix: "Keep one of the two." });
      }),
  );
