import type { StackReview } from "../model";

/** One review as the text of its `*.review.json` file. */
export function reviewJson(review: StackReview): string {
  return `${JSON.stringify(review, undefined, 2)}\n`;
}

/** Reviews as one JSON document, a list. */
export function renderJson(reviews: readonly StackReview[]): string {
  return `${JSON.stringify(reviews, undefined, 2)}\n`;
}
