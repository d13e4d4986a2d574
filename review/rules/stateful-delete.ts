import { inWords } from "../classify/stateful";
import type { Rule } from "./rule";

/** Something that holds data is deleted. */
export const statefulDelete: Rule = {
  name: "stateful-delete",
  severity: "block",
  summary: "Something that holds data, or that cannot be had again, is deleted.",
  check: ({ change }) => {
    if (!change.stateful || change.group !== "destroy" || change.mode === "data") return [];
    const what = inWords(change.type);
    return [
      change.deposed === undefined
        ? `deletes ${what} and what is in it`
        : `deletes a deposed object of ${what}`,
    ];
  },
};
