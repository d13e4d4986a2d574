import type { PlanRule } from "./plan-rule";

/** All that happens is that things go. */
export const stackRemoved: PlanRule = {
  name: "stack-removed",
  severity: "block",
  summary: "The plan does nothing but destroy several resources, as when a stack is removed.",
  checkPlan: ({ changes }) => {
    const managed = changes.filter(({ mode }) => mode === "managed");
    if (managed.length < 2 || managed.some(({ group }) => group !== "destroy")) return [];
    return [{ message: `does nothing but destroy ${managed.length} resources, as when a stack is removed` }];
  },
};
