import { changedPolicies, type Grant, grantKey, grantsOf } from "./policy-document";
import type { Rule, RuleChange } from "./rule";
import { added, attributeOf, textsOf } from "./values";

const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
];
const STRONG = /\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;
const GOOGLE_OWNER = /^roles\/(owner|editor|iam\.securityAdmin|resourcemanager\.organizationAdmin)$/;

/** Somebody becomes an administrator. */
export const iamAdmin: Rule = {
  name: "iam-admin",
  severity: "block",
  summary: "A policy allows everything, or everything of a service on every resource.",
  check: (one) => {
    if (one.change.group === "destroy" || one.change.group === "forget") return [];
    return [...inDocuments(one), ...attached(one), ...googleRoles(one)];
  },
};

function inDocuments({ values }: RuleChange): readonly string[] {
  return changedPolicies(values).flatMap((attribute) => {
    const strong = (side: "before" | "after") => grantsOf(values, side, attribute).filter(isStrong);
    const known = strong("before").map(grantKey);
    return [
      ...new Set(
        strong("after")
          .filter((grant) => !known.includes(grantKey(grant)))
          .map(({ action, isExcept }) =>
            isExcept
              ? `allows everything but ${action} on every resource`
              : `allows ${action} on every resource`,
          ),
      ),
    ];
  });
}

/** On all resources, everything of a service or more; a policy of one resource is about that alone. */
function isStrong({ action, resource, principal, isExcept }: Grant): boolean {
  return principal === "" && resource === "*" && (isExcept || action === "*" || action.endsWith(":*"));
}

function attached({ change, values }: RuleChange): readonly string[] {
  const names = ATTACHMENTS.includes(change.type)
    ? ["policy_arn"]
    : change.type === "aws_iam_role"
      ? ["managed_policy_arns"]
      : [];
  return names.flatMap((name) => {
    const [before, after] = [
      textsOf(attributeOf(values, "before", name)),
      textsOf(attributeOf(values, "after", name)),
    ];
    return added(before, after)
      .filter((arn) => STRONG.test(arn))
      .map((arn) => `attaches ${arn.split("/").pop() ?? arn}`);
  });
}

function googleRoles({ change, values }: RuleChange): readonly string[] {
  if (!/^google_.*_iam_(member|binding)$/.test(change.type)) return [];
  const role = attributeOf(values, "after", "role");
  if (typeof role !== "string" || !GOOGLE_OWNER.test(role) || role === attributeOf(values, "before", "role"))
    return [];
  return [`gives ${role}`];
}
