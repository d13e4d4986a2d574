import { isTree, memberOf, type Tree } from "../classify/equal";
import type { RawValues } from "../read";
import { documentOf, listOf, type Side, textsOf, treesOf } from "./values";

/** Attributes that hold a policy of AWS. */
const POLICY_ATTRIBUTES: readonly string[] = [
  "policy",
  "assume_role_policy",
  "access_policy",
  "access_policies",
  "resource_policy",
  "policy_document",
  "key_policy",
  "repository_policy",
  "registry_policy",
  "inline_policy",
];

/** Attributes with a policy that is not plainly the same as before. */
export function changedPolicies({ before, after }: RawValues): readonly string[] {
  return POLICY_ATTRIBUTES.filter((name) => memberOf(before, name) !== memberOf(after, name));
}

/** One right that a policy gives. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  /** `*` is everybody; empty in a policy of an identity. */
  readonly principal: string;
  readonly hasCondition: boolean;
  /** Something is allowed except what is named. */
  readonly isExcept: boolean;
}

/** Rights that a policy gives, each action with each resource and principal. */
export function grantsOf(values: RawValues, side: Side, attribute: string): readonly Grant[] {
  return statements(values, side, attribute)
    .filter((statement) => statement["Effect"] === "Allow")
    .flatMap(grantsOfStatement);
}

/** Statements that forbid something, as texts that can be compared. */
export function denials(values: RawValues, side: Side, attribute: string): readonly string[] {
  return statements(values, side, attribute)
    .filter((statement) => statement["Effect"] === "Deny")
    .map((statement) => textsOf(statement["Action"] ?? statement["NotAction"]).join(", "));
}

/** A grant as one text. */
export function grantKey({ action, resource, principal, hasCondition, isExcept }: Grant): string {
  return JSON.stringify([action, resource, principal, hasCondition, isExcept]);
}

/** Grants are compared, and a policy that gives more than so many is only looked at in part. */
const MOST_GRANTS = 5000;

function statements(values: RawValues, side: Side, attribute: string): readonly Tree[] {
  const document = documentOf(values, side, attribute);
  return document === undefined ? [] : treesOf(document["Statement"]);
}

function grantsOfStatement(statement: Tree): readonly Grant[] {
  const isExcept = "NotAction" in statement || "NotPrincipal" in statement;
  const actions = textsOf(statement["Action"] ?? statement["NotAction"]);
  const resources = textsOf(statement["Resource"] ?? statement["NotResource"]);
  const principals = principalsOf(statement["Principal"] ?? statement["NotPrincipal"]);
  const condition = statement["Condition"];
  const hasCondition = isTree(condition) && Object.keys(condition).length > 0;
  return actions
    .flatMap((action) =>
      orNothing(resources).flatMap((resource) =>
        orNothing(principals).map((principal) => ({ action, resource, principal, hasCondition, isExcept })),
      ),
    )
    .slice(0, MOST_GRANTS);
}

function orNothing(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [""] : texts;
}

function principalsOf(principal: unknown): readonly string[] {
  if (!isTree(principal)) return textsOf(principal);
  return Object.values(principal).flatMap((value) => textsOf(listOf(value)));
}
