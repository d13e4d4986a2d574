import { containersOf } from "./containers";
import type { Rule } from "./rule";

/** A process starts within the limit up to which it may go. */
export const ulimits: Rule = (subject) =>
  containersOf(subject.environment).flatMap(({ container, path }) =>
    Object.entries(container.ulimits)
      .filter(([, { soft, hard }]) => soft > hard)
      .map(([name, { soft, hard }]) => {
        const message = `is above the hard limit of ${hard}`;
        const fix = `Write \`soft: ${hard}\`, or a higher \`hard\`.`;
        return subject.problem([...path, "ulimits", name, "soft"], { message, got: soft, fix });
      }),
  );
