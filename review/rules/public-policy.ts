import { changedPolicies, type Grant, grantKey, grantsOf } from "./policy-document";
import type { Rule } from "./rule";
import { added, attributeOf, textsOf } from "./values";

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];

/** A policy lets everybody in. */
export const publicPolicy: Rule = {
  name: "public-policy",
  severity: "block",
  summary: "A policy of a resource or a role lets everybody in, without a condition.",
  check: ({ change, values }) => {
    if (change.group === "destroy" || change.group === "forget") return [];
    const open = changedPolicies(values).flatMap((attribute) => {
      const known = new Set(grantsOf(values, "before", attribute).map(grantKey));
      const more = grantsOf(values, "after", attribute).filter(
        (grant) => isOpen(grant) && !known.has(grantKey(grant)),
      );
      return [...new Set(more.map(({ action }) => `lets everybody do ${action}`))];
    });
    return [...open, ...members(values, change.type)];
  },
};

function isOpen({ principal, hasCondition, isExcept, action }: Grant): boolean {
  // An anonymous caller cannot sign a federated login, but with `*` nothing says who may.
  return principal === "*" && !hasCondition && (!isExcept || action !== "");
}

function members(values: Parameters<typeof attributeOf>[0], type: string): readonly string[] {
  if (!/^google_.*_iam_(member|binding)$/.test(type)) return [];
  const of = (side: "before" | "after") =>
    ["member", "members"].flatMap((name) => textsOf(attributeOf(values, side, name)));
  return added(of("before"), of("after"))
    .filter((member) => EVERYBODY.includes(member))
    .map((member) => `gives ${String(attributeOf(values, "after", "role") ?? "a role")} to ${member}`);
}
