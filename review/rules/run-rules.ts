import { isTree } from "../classify/equal";
import { innerMask, unionOf } from "../classify/masks";
import { MASK, marksAnything } from "../mask";
import type { Finding, Severity } from "../model";
import type { RawValues } from "../read";
import { PLAN_RULES, RULES } from "./all-rules";
import type { PlanFacts } from "./plan-rule";
import type { Rule, RuleChange, RuleContext } from "./rule";
import type { ReviewSettings } from "./settings";

/** Who says what is found by these rules. */
const TOOL = "teamstacks";

/** A rule that is not switched off, and what it weighs. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly weight: Severity;
}

/** The rules about single changes that are not switched off. */
export function activeRules(settings: ReviewSettings): readonly ActiveRule[] {
  return RULES.flatMap((rule) => {
    const weight = severityOf(rule.name, rule.severity, settings);
    return weight === undefined ? [] : [{ rule, weight }];
  });
}

/** What rules say of one change. Values that are marked as sensitive are hidden from them. */
export function changeFindings(
  one: RuleChange,
  context: RuleContext,
  rules: readonly ActiveRule[],
): readonly Finding[] {
  const seen: RuleChange = { change: one.change, values: withoutSensitive(one.values) };
  const { address } = one.change;
  const findings: Finding[] = [];
  for (const { rule, weight } of rules) {
    for (const message of rule.check(seen, context)) {
      findings.push({ rule: rule.name, severity: weight, address, message, tool: TOOL });
    }
  }
  return findings;
}

/** What the rules say of the plan as a whole. */
export function planFindings(plan: PlanFacts, settings: ReviewSettings): readonly Finding[] {
  return PLAN_RULES.flatMap(({ name, severity, checkPlan }) => {
    const weight = severityOf(name, severity, settings);
    if (weight === undefined) return [];
    return checkPlan(plan).map(({ message, address }) => ({
      rule: name,
      severity: weight,
      address,
      message,
      tool: TOOL,
    }));
  });
}

const WEIGHTS: readonly Severity[] = ["block", "warn", "info"];

/** The heaviest first, then by rule, address and message. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ rule, address, message }: Finding) => `${rule}\0${address ?? ""}\0${message}`;
  const keyed = findings.map((finding) => ({ finding, key: key(finding) }));
  const order = (one: (typeof keyed)[number], other: (typeof keyed)[number]) =>
    WEIGHTS.indexOf(one.finding.severity) - WEIGHTS.indexOf(other.finding.severity) ||
    (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);
  return keyed.sort(order).map(({ finding }) => finding);
}

function severityOf(name: string, usual: Severity, { rules }: ReviewSettings): Severity | undefined {
  const set = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (set === "off") return undefined;
  return set ?? usual;
}

function withoutSensitive(values: RawValues): RawValues {
  const mask = unionOf(values.beforeSensitive, values.afterSensitive);
  if (!marksAnything(mask)) return values;
  return { ...values, before: hidden(values.before, mask), after: hidden(values.after, mask) };
}

function hidden(value: unknown, mask: unknown): unknown {
  if (mask === true) return value === null ? null : MASK;
  if (Array.isArray(value)) return value.map((item, at) => hidden(item, innerMask(mask, at)));
  if (!isTree(value) || mask === false) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hidden(item, innerMask(mask, key))]),
  );
}
