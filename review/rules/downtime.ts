import { inWords } from "../classify/stateful";
import type { Rule } from "./rule";

/** Something is gone for a while. */
export const downtime: Rule = {
  name: "downtime",
  severity: "warn",
  summary: "Something is destroyed before its replacement is created.",
  check: ({ change }) =>
    change.order === "destroy-first" && change.mode === "managed"
      ? [`destroys ${inWords(change.type)} before the new one is created: downtime`]
      : [],
};
