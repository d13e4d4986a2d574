import type { PlanRule } from "./plan-rule";
import { destroys } from "./rule";

const MANY = 10;

/** A lot goes at once. */
export const manyDestroyed: PlanRule = {
  name: "many-destroyed",
  severity: "warn",
  summary: `${MANY} or more resources are destroyed or replaced at once.`,
  checkPlan: ({ changes }) => {
    const count = changes.filter((change) => destroys(change) && change.mode === "managed").length;
    return count < MANY ? [] : [{ message: `destroys or replaces ${count} resources at once` }];
  },
};
