import type { StackReview } from "../model";
import type { Rule } from "./rule";

/** What is known of a plan once its changes are classified. */
export type PlanFacts = Pick<StackReview, "flags" | "changes" | "checks" | "deferred" | "invocations">;

/** Something that a rule has to say of the plan as a whole, or of one address. */
export interface PlanRemark {
  readonly message: string;
  /** @default - the whole plan */
  readonly address?: string;
}

/** A rule that looks at the plan as a whole. */
export interface PlanRule extends Pick<Rule, "name" | "severity" | "summary"> {
  readonly checkPlan: (plan: PlanFacts) => readonly PlanRemark[];
}
