import { eachLeaf, eachSensitive } from "../mask/sensitive-values";
import { ChangeSpans } from "./change-spans";
import { parseSpan } from "./exact-number";
import {
  type PlanDocument,
  type RawConfiguration,
  type RawValues,
  UnreadablePlanError,
} from "./plan-document";
import { list, loose, rawChange, rawValues, text } from "./raw-change";
import { JsonScanner, JsonSyntaxError } from "./scanner";
import { readState } from "./state-secrets";
import { findDocument } from "./text-encoding";

/** Sections that are parsed as they are; the large ones are read piece by piece, and others not at all. */
const SMALL = new Set([
  "format_version",
  "plan_format_version",
  "terraform_version",
  "timestamp",
  "errored",
  "complete",
  "applyable",
  "variables",
  "output_changes",
  "resource_drift",
  "checks",
  "deferred_changes",
  "action_invocations",
  "deferred_action_invocations",
  "configuration",
]);

/**
 * Reads the output of `terraform show -json PLAN`, of any version from 0.12 on, and of OpenTofu.
 *
 * @throws UnreadablePlanError that says what is wrong and what to give instead.
 */
export function readPlan(bytes: Uint8Array): PlanDocument {
  const found = findDocument(bytes);
  if (found === undefined) throw new UnreadablePlanError(`there is no JSON in it. ${ADVICE}`);
  try {
    return read(new JsonScanner(found.bytes, found.start));
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new UnreadablePlanError(`${error.message}. ${ADVICE}`);
    throw error;
  }
}

const ADVICE = "Give a plan file, or the output of `terraform show -json PLAN`.";

function read(scanner: JsonScanner): PlanDocument {
  const secrets = new Set<string>();
  const found = (secret: string) => secrets.add(secret);
  const spans = new ChangeSpans(scanner, found);
  const sections = new Map<string, unknown>();
  const seen = new Set<string>();
  scanner.members((key) => {
    seen.add(key);
    if (SMALL.has(key)) sections.set(key, parseSpan(scanner, scanner.skip()));
    else if (key === "resource_changes") spans.read();
    else if (key === "prior_state") readState(scanner, found);
    else scanner.skip();
  });
  const section = (key: string) => sections.get(key);
  const applyable = section("applyable");
  const formatVersion = supported(section("plan_format_version") ?? section("format_version"), seen);
  const configuration = loose(section("configuration")) as RawConfiguration;
  sensitiveVariables(configuration, loose(section("variables")), found);
  const drift = list(section("resource_drift")).map(rawChange);
  const outputs = outputChanges(loose(section("output_changes")), configuration);
  const deferred = list(section("deferred_changes")).map((value) => ({
    reason: text(loose(value)["reason"]) ?? "unknown",
    change: rawChange(loose(value)["resource_change"]),
  }));
  const changes = [...drift, ...deferred.map(({ change }) => change)].map(({ change }) => change);
  for (const values of [...changes, ...Object.values(outputs)]) sensitive(values, found);
  return {
    formatVersion,
    terraformVersion: text(section("terraform_version")),
    timestamp: text(section("timestamp")),
    errored: section("errored") === true,
    complete: section("complete") !== false && section("errored") !== true,
    applyable: typeof applyable === "boolean" ? applyable : undefined,
    changes: spans,
    changeCount: spans.count,
    drift,
    outputs,
    checks: list(section("checks")),
    deferred,
    invocations: [
      ...list(section("action_invocations")).map((invocation) => ({ deferred: false, invocation })),
      ...list(section("deferred_action_invocations")).map((value) => ({
        deferred: true,
        invocation: loose(value)["action_invocation"] ?? value,
      })),
    ],
    configuration,
    secrets,
  };
}

function sensitive(values: RawValues, found: (secret: string) => void): void {
  for (const mask of [values.beforeSensitive, values.afterSensitive]) {
    eachSensitive(values.before, mask, found);
    eachSensitive(values.after, mask, found);
  }
}

function supported(version: unknown, seen: ReadonlySet<string>): string {
  if (typeof version !== "string") {
    throw new UnreadablePlanError(`it has no format_version, so it is not a plan. ${ADVICE}`);
  }
  if (!/^[01](\.\d+)*$/.test(version)) {
    throw new UnreadablePlanError(`its format version is ${version.slice(0, 20)}; 0.1 to 1.x can be read.`);
  }
  if (seen.has("values") && !seen.has("planned_values")) {
    throw new UnreadablePlanError(`it is a state, not a plan. ${ADVICE}`);
  }
  return version;
}

/** A plan holds the values of variables in clear; only the configuration says which are secret. */
function sensitiveVariables(
  { root_module }: RawConfiguration,
  variables: Readonly<Record<string, unknown>>,
  found: (secret: string) => void,
): void {
  for (const [name, declared] of Object.entries(loose(root_module?.variables))) {
    const isSecret = loose(declared)["sensitive"] === true && Object.hasOwn(variables, name);
    if (isSecret) eachLeaf(loose(variables[name])["value"], found);
  }
}

/** Early versions have no masks for outputs; their configuration says which are secret. */
function outputChanges(
  changes: Readonly<Record<string, unknown>>,
  { root_module }: RawConfiguration,
): Readonly<Record<string, RawValues>> {
  const declared = loose(root_module?.outputs);
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const values = rawValues(value);
      const secret = Object.hasOwn(declared, name) && loose(declared[name])["sensitive"] === true;
      return [name, secret ? { ...values, beforeSensitive: true, afterSensitive: true } : values];
    }),
  );
}
