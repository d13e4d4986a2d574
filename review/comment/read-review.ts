import { z } from "zod";
import { REVIEW_SCHEMA, type StackReview } from "../model";

const list = z.array(z.unknown());

/** As much as must hold for the renderers to work; everything else is kept as it is. */
const SHAPE = z.looseObject({
  schema: z.literal(REVIEW_SCHEMA, `is not ${REVIEW_SCHEMA}; another version of the tool wrote it`),
  stack: z.string().min(1),
  verdict: z.enum(["none", "changes", "approval", "error"]),
  reasons: list,
  counts: z.looseObject({}),
  terraform: z.looseObject({}),
  flags: z.looseObject({ errored: z.boolean(), complete: z.boolean() }),
  terraformLine: z.string(),
  alsoLine: z.string(),
  changes: list,
  drift: list,
  noise: z.looseObject({ updates: list }),
  outputs: list,
  checks: list,
  deferred: list,
  invocations: list,
  findings: list,
  renames: list,
  graph: z.looseObject({ nodes: list, edges: list }),
  masked: z.number(),
});

/** A file, and what is in it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Reviews that could be read, and a sentence for each file that could not. */
export interface ReadReviews {
  readonly reviews: readonly StackReview[];
  readonly problems: readonly string[];
}

/** Reads `*.review.json` files. Two reviews of one stack are a problem: nothing says which one is to be applied. */
export function readReviews(files: readonly TextFile[]): ReadReviews {
  const byStack = new Map<string, StackReview>();
  const problems: string[] = [];
  for (const { name, text } of files) {
    try {
      const review = parseReview(text);
      if (byStack.has(review.stack)) problems.push(`${name} is a second review of ${review.stack}`);
      else byStack.set(review.stack, review);
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { reviews: [...byStack.values()], problems };
}

/**
 * Reads one review.
 *
 * @throws Error that says which field is wrong.
 */
export function parseReview(text: string): StackReview {
  const data: unknown = JSON.parse(text);
  const { success, error } = SHAPE.safeParse(data);
  if (success) return data as StackReview;
  const [issue] = error.issues;
  throw new Error(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "is not a review"}`);
}
