import { inWords } from "../classify/stateful";
import type { Rule } from "./rule";

/** Something that holds data is no longer managed. */
export const statefulForget: Rule = {
  name: "stateful-forget",
  severity: "block",
  summary: "Something that holds data is left running and is no longer managed.",
  check: ({ change }) =>
    change.stateful && change.group === "forget" ? [`leaves ${inWords(change.type)} running, unmanaged`] : [],
};
