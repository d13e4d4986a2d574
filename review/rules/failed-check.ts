import type { PlanRule } from "./plan-rule";

/** A check, a precondition or a postcondition fails. */
export const failedCheck: PlanRule = {
  name: "failed-check",
  severity: "warn",
  summary: "A check, precondition or postcondition of the configuration fails.",
  checkPlan: ({ checks }) =>
    checks
      .filter(({ status }) => status !== "unknown")
      .map(({ address, messages }) => ({
        address,
        message: messages.length === 0 ? "fails" : `fails: ${messages.join("; ")}`,
      })),
};
