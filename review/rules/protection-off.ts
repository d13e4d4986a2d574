import { inWords } from "../classify/stateful";
import type { Rule } from "./rule";
import { attributeOf, becomes, turnsOff } from "./values";

const GUARDS = [
  "deletion_protection",
  "deletion_protection_enabled",
  "enable_deletion_protection",
  "disable_api_termination",
  "termination_protection",
  "prevent_destroy",
  "point_in_time_recovery_enabled",
  "purge_protection_enabled",
];
const DANGERS = ["force_destroy", "skip_final_snapshot", "force_delete", "force_delete_contents"];
const BACKUPS = [
  "backup_retention_period",
  "snapshot_retention_limit",
  "automated_snapshot_retention_period",
];

/** A guard against the loss of data is taken away. */
export const protectionOff: Rule = {
  name: "protection-off",
  severity: "block",
  summary: "Deletion protection, backups or a final snapshot are switched off.",
  check: ({ change, values }) => {
    if (change.group === "destroy" || change.group === "create") return [];
    const what = inWords(change.type);
    const off = GUARDS.filter((name) => turnsOff(values, name)).map(
      (name) => `switches ${name} of ${what} off`,
    );
    const on = DANGERS.filter((name) => becomes(values, name, true)).map(
      (name) => `sets ${name} of ${what}: its data may go without a copy`,
    );
    const fewer = BACKUPS.flatMap((name) => {
      const [before, after] = [attributeOf(values, "before", name), attributeOf(values, "after", name)];
      if (typeof before !== "number" || typeof after !== "number" || after >= before) return [];
      return [`keeps backups of ${what} for ${after} days instead of ${before}`];
    });
    return [...off, ...on, ...fewer];
  },
};
