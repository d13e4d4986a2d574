import type { Check, Deferred, Invocation } from "../model";
import type { PlanDocument } from "../read";
import { isTree } from "./equal";
import { reasonOf } from "./reason";

/** Checks, preconditions and postconditions that did not pass; failed ones first. */
export function checksOf(raw: PlanDocument["checks"]): readonly Check[] {
  const found = raw.flatMap((check) => (isTree(check) ? ofOne(check) : []));
  const rank = ({ status }: Check) => ["fail", "error", "unknown"].indexOf(status);
  return found.sort((one, other) => rank(one) - rank(other) || compare(one.address, other.address));
}

function ofOne(check: Readonly<Record<string, unknown>>): readonly Check[] {
  const whole = partsOf(check);
  const instances = Array.isArray(check["instances"]) ? check["instances"].filter(isTree) : [];
  const own = instances.map(partsOf).map((part) => ({
    address: part.address ?? whole.address,
    kind: part.kind ?? whole.kind,
    status: part.status ?? whole.status,
    messages: part.messages,
  }));
  return (own.length > 0 ? own : [whole]).flatMap(({ address, kind, status, messages }) =>
    status === "fail" || status === "error" || status === "unknown"
      ? [{ address: address ?? "check", kind: kind ?? "check", status, messages }]
      : [],
  );
}

interface Parts {
  readonly address?: string;
  readonly kind?: string;
  readonly status?: string;
  readonly messages: readonly string[];
}

function partsOf(value: Readonly<Record<string, unknown>>): Parts {
  const address = isTree(value["address"]) ? value["address"] : {};
  const problems = Array.isArray(value["problems"]) ? value["problems"] : [];
  return {
    address: textOf(address["to_display"]),
    kind: textOf(address["kind"]),
    status: textOf(value["status"]),
    messages: problems.flatMap((problem) => (isTree(problem) ? (textOf(problem["message"]) ?? []) : [])),
  };
}

/** Changes that are put off to a later plan. */
export function deferredOf(raw: PlanDocument["deferred"]): readonly Deferred[] {
  return raw.map(({ reason, change }) => ({
    address: change.address,
    type: change.type,
    actions: change.change.actions,
    reason: reasonOf(reason, []),
  }));
}

/** Actions of providers that run during the apply. */
export function invocationsOf(raw: PlanDocument["invocations"]): readonly Invocation[] {
  return raw.map(({ deferred, invocation }) => {
    const { address, type, lifecycle_action_trigger: trigger } = isTree(invocation) ? invocation : {};
    return {
      address: textOf(address) ?? "action",
      type: textOf(type) ?? "unknown",
      trigger: triggerOf(trigger),
      deferred,
    };
  });
}

function triggerOf(trigger: unknown): string {
  if (!isTree(trigger)) return "asked for on the command line";
  const by = textOf(trigger["triggering_resource_address"]) ?? "a resource";
  const event = textOf(trigger["action_trigger_event"])
    ?.replace(/([a-z])([A-Z])|_/g, "$1 $2")
    .toLowerCase();
  return event === undefined ? `triggered by ${by}` : `${event} of ${by}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
