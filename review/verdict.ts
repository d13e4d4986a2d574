import type { Approval, Finding, StackReview, Verdict } from "./model";

/** The parts of a review that say what to do with the plan. */
export interface Judged {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly approval?: Approval;
}

/** A review whose verdict is still open. */
export type Unjudged = Omit<StackReview, "verdict" | "reasons" | "approval">;

/** Reasons that are written out; the findings have them all. */
const MOST_REASONS = 20;

/**
 * What to do with a plan.
 *
 * @param saysApplyable Terraform itself says that there is something to apply, as for a plan that only refreshes.
 */
export function verdictOf(review: Unjudged, saysApplyable: boolean): Judged {
  if (review.flags.errored) {
    const reason = "Planning failed: the list of changes is partial, and Terraform refuses to apply it.";
    return { verdict: "error", reasons: [reason] };
  }
  const open = review.findings.filter(({ severity, waiver }) => severity === "block" && waiver === undefined);
  if (open.length > 0) {
    const reasons = shortened(open.map(sentence));
    return {
      verdict: "approval",
      reasons,
      approval: { digest: review.digest ?? "", owners: review.owner?.owners ?? [], reasons },
    };
  }
  const nothing = whyNothing(review, saysApplyable);
  return nothing === undefined
    ? { verdict: "changes", reasons: [] }
    : { verdict: "none", reasons: [nothing] };
}

function whyNothing(
  { changes, outputs, deferred, invocations, drift, noise }: Unjudged,
  saysApplyable: boolean,
): string | undefined {
  const acting = changes.filter(({ group }) => group !== "read");
  if (acting.length + outputs.length + deferred.length + invocations.length > 0) return undefined;
  const isQuiet = changes.length === 0 && noise.updates.length === 0;
  if (saysApplyable && isQuiet && drift.length > 0) return undefined;
  if (changes.length > 0) return "Nothing changes; data is only read again.";
  if (noise.updates.length > 0) return "Nothing changes; some values are only spelled in another way.";
  return "Nothing changes.";
}

function sentence({ address, message }: Finding): string {
  return address === undefined ? `The plan ${message}.` : `${address} ${message}.`;
}

function shortened(reasons: readonly string[]): readonly string[] {
  if (reasons.length <= MOST_REASONS) return reasons;
  return [...reasons.slice(0, MOST_REASONS), `And ${reasons.length - MOST_REASONS} more.`];
}
