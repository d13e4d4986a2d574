import { readFileSync } from "node:fs";
import type { StackReview } from "../../review/model";
import { parseProvenance } from "../../review/provenance";
import { reviewPlan } from "../../review/review-plan";
import { parseSettings } from "../../review/rules";
import { showPlan } from "./show-plan";

/** What a plan is reviewed with. */
export interface ReviewSources {
  /** File with what `terraform show -json` printed. @default - Terraform is run */
  readonly planJson?: string;
  /** File with whose stack it is. @default - nothing is known of its owners */
  readonly provenance?: string;
  /** File with the settings of the review. @default - the built-in ones */
  readonly config?: string;
}

/** The plan to review. */
export interface PlannedStack extends ReviewSources {
  /** Saved plan. */
  readonly file: string;
  /** Folder in which it was made; `terraform show` needs its providers. */
  readonly stackFolder: string;
}

/** Reviews a saved plan of a stack. */
export async function reviewOf(stack: string, planned: PlannedStack): Promise<StackReview> {
  const { planJson, provenance, config, file, stackFolder } = planned;
  const bytes = planJson === undefined ? await showPlan(file, stackFolder) : readFileSync(planJson);
  return reviewPlan(bytes, {
    stack,
    today: new Date().toISOString().slice(0, 10),
    settings: config === undefined ? undefined : parseSettings(readFileSync(config, "utf8")),
    provenance: provenance === undefined ? undefined : parseProvenance(readFileSync(provenance, "utf8")),
  });
}

/** Why a plan cannot be applied, whoever agrees; one sentence each. */
export function applyProblems({ verdict, digest, flags, reasons }: StackReview): string[] {
  if (verdict === "error" || digest === undefined) return ["the plan cannot be applied", ...reasons];
  return flags.complete ? [] : ["the plan is partial (-target, or changes that are put off)"];
}
