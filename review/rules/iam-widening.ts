import { changedPolicies, denials, type Grant, grantKey, grantsOf } from "./policy-document";
import type { Rule, RuleChange } from "./rule";
import { added, attributeOf, named, textsOf } from "./values";

/** A policy that exists allows more. */
export const iamWidening: Rule = {
  name: "iam-widening",
  severity: "warn",
  summary: "A policy that exists allows more, forbids less, or trusts more.",
  check: (one) => {
    if (one.change.group !== "update" && one.change.group !== "replace") return [];
    return [
      ...changedPolicies(one.values).flatMap((attribute) => inDocument(one, attribute)),
      ...attached(one),
    ];
  },
};

function inDocument({ values }: RuleChange, attribute: string): readonly string[] {
  const known = new Set(grantsOf(values, "before", attribute).map(grantKey));
  const more = grantsOf(values, "after", attribute).filter((grant) => !known.has(grantKey(grant)));
  const actions = [...new Set(more.map(words))];
  const fewer = added(denials(values, "after", attribute), denials(values, "before", attribute));
  return [
    ...(actions.length === 0 ? [] : [`allows ${named(actions)}`]),
    ...(fewer.length === 0 ? [] : [`no longer forbids ${named(fewer)}`]),
  ];
}

function words({ action, resource, principal }: Grant): string {
  const on = resource === "" ? "" : ` on ${resource}`;
  return principal === "" ? `${action}${on}` : `${action}${on} to ${principal}`;
}

function attached({ change, values }: RuleChange): readonly string[] {
  if (!/^aws_iam_.*attachment$|^aws_iam_role$/.test(change.type)) return [];
  const arns = (side: "before" | "after") =>
    ["policy_arn", "managed_policy_arns"].flatMap((name) => textsOf(attributeOf(values, side, name)));
  const more = added(arns("before"), arns("after"));
  return more.length === 0 ? [] : [`attaches ${named(more)}`];
}
