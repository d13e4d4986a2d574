import type { Rule } from "./rule";

/** Somebody's work by hand is undone. */
export const driftReverted: Rule = {
  name: "drift-reverted",
  severity: "warn",
  summary: "A change that was made outside Terraform is undone.",
  check: ({ change }) => {
    if (change.drift === "reverts a manual edit") return ["reverts a manual edit"];
    return change.drift === "re-creates an object deleted outside"
      ? ["re-creates an object deleted outside"]
      : [];
  },
};
