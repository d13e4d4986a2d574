import { Masker } from "./mask";
import { NO_COUNTS, REVIEW_SCHEMA, type StackReview } from "./model";

/** The review of a plan that could not be made or read. What a program printed may hold secrets of a known form. */
export function problemReview(stack: string, problem: string): StackReview {
  const masked = new Masker([]).text(problem);
  return {
    schema: REVIEW_SCHEMA,
    stack,
    verdict: "error",
    reasons: [masked],
    problem: masked,
    terraform: { formatVersion: "" },
    flags: { errored: true, complete: false, applyable: false },
    counts: NO_COUNTS,
    terraformLine: "",
    alsoLine: "",
    changes: [],
    drift: [],
    noise: { drift: 0, updates: [] },
    outputs: [],
    checks: [],
    deferred: [],
    invocations: [],
    findings: [],
    renames: [],
    graph: { nodes: [], edges: [] },
    masked: 0,
  };
}
