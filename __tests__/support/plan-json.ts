import type { StackReview } from "../../review/model";
import { type ReviewOptions, reviewPlan } from "../../review/review-plan";

/** A resource of a plan that is made by hand. */
export interface MadeChange {
  readonly address?: string;
  readonly type?: string;
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly [field: string]: unknown;
}

/** The bytes of `terraform show -json` for a plan with these changes. */
export function planBytes(changes: readonly MadeChange[], more: object = {}): Buffer {
  const resource_changes = changes.map(madeChange);
  return Buffer.from(
    JSON.stringify({ format_version: "1.2", planned_values: {}, resource_changes, ...more }),
  );
}

/** The review of a plan that is made by hand. */
export function reviewOf(
  changes: readonly MadeChange[],
  more: object = {},
  options: Partial<ReviewOptions> = {},
): StackReview {
  return reviewPlan(planBytes(changes, more), { stack: "made", today: "2026-06-01", ...options });
}

/** An element of `resource_changes`; fields of a change go into it. */
export function madeChange(made: MadeChange): object {
  const { type = "made_thing", address = `${type}.one`, actions, before, after, ...rest } = made;
  const { previous_address, action_reason, deposed, mode, module_address, ...change } = rest;
  const guessed = before === undefined ? ["create"] : after === undefined ? ["delete"] : ["update"];
  return {
    address,
    mode: mode ?? "managed",
    type,
    name: address.split(".").pop(),
    provider_name: "registry.terraform.io/made/made",
    previous_address,
    action_reason,
    deposed,
    module_address,
    change: { actions: actions ?? guessed, before: before ?? null, after: after ?? null, ...change },
  };
}
