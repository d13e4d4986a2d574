import type { PlanRule } from "./plan-rule";

/** Something happens that no state shows. */
export const providerAction: PlanRule = {
  name: "provider-action",
  severity: "warn",
  summary: "An action of a provider runs during the apply; no state shows what it did.",
  checkPlan: ({ invocations }) =>
    invocations.map(({ address, trigger }) => ({ address, message: `runs during the apply: ${trigger}` })),
};
