import { inWords } from "../classify/stateful";
import type { Change } from "../model";
import type { Rule } from "./rule";

/** Something that holds data is replaced. */
export const statefulReplace: Rule = {
  name: "stateful-replace",
  severity: "block",
  summary: "Something that holds data is replaced by an empty one.",
  check: ({ change }) => {
    if (!change.stateful || change.group !== "replace") return [];
    return [`replaces ${inWords(change.type)}${causes(change)}; what is in it does not move along`];
  },
};

function causes({ replaceCauses }: Change): string {
  const paths = [...new Set(replaceCauses.map(({ path }) => path))];
  return paths.length === 0 ? "" : ` because of ${paths.slice(0, 3).join(", ")}`;
}
