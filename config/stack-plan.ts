import type { Environment } from "./environment";
import type { PlatformPlan } from "./platform-plan";

/** What becomes one Terraform stack. */
export type StackPlan = Environment | PlatformPlan;

/** Whether a stack is a platform's, and no environment's. */
export function isPlatform(plan: StackPlan): plan is PlatformPlan {
  return "kind" in plan;
}
