import type { PlanRule } from "./plan-rule";

/** The plan is not all that there is to do. */
export const partialPlan: PlanRule = {
  name: "partial-plan",
  severity: "block",
  summary: "The plan leaves something out: it was made with -target, or changes are put off.",
  checkPlan: ({ flags, deferred }) => {
    if (flags.complete || flags.errored) return [];
    return [
      {
        message:
          deferred.length > 0
            ? `is partial: ${deferred.length} changes are put off to a later plan`
            : "is partial: it was made for some resources only (-target), and the rest was not looked at",
      },
    ];
  },
};
