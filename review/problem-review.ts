import { Masker } from "./mask";
import { REVIEW_SCHEMA, type StackReview } from "./model";

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
    counts: {
      import: 0,
      add: 0,
      change: 0,
      destroy: 0,
      replace: 0,
      forget: 0,
      move: 0,
      read: 0,
      deposed: 0,
      outputs: 0,
      drift: 0,
      deferred: 0,
      tagsOnly: 0,
    },
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
