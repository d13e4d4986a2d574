import type { Change, Severity } from "../model";
import type { RawValues } from "../read";

/** A change as a rule sees it: what will be shown, and the values in clear. Messages are masked afterwards. */
export interface RuleChange {
  readonly change: Change;
  readonly values: RawValues;
}

/** What a rule may know of the stack. */
export interface RuleContext {
  /** Whether the environment is one that counts as production. */
  readonly production: boolean;
}

/** One subject that a reviewer wants to be told of. */
export interface Rule {
  /** Name in settings and waivers, as in `stateful-delete`. */
  readonly name: string;
  /** Unless the settings say otherwise. */
  readonly severity: Severity;
  /** One sentence for the documentation. */
  readonly summary: string;
  /** Sentences about one change, as in `opens tcp/443 from ::/0`; empty when there is nothing to say. */
  readonly check: (one: RuleChange, context: RuleContext) => readonly string[];
}

/** Whether the object that is there goes away. */
export function destroys({ group }: Change): boolean {
  return group === "destroy" || group === "replace";
}
