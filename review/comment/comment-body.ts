import type { StackReview } from "../model";
import type { Outcome } from "./outcome";
import { preface } from "./preface";

/** Bytes and UTF-16 units of a comment that GitHub takes. */
const MOST = 65_536;
/** Room for the marker and for what joins the parts. */
const RESERVED = 512;

/** Renders reviews as Markdown of at most so many bytes. */
export type MarkdownRenderer = (reviews: readonly StackReview[], mostBytes: number) => string;

/** The Markdown of a comment without its marker: what is wrong, then the reviews in the room that is left. */
export function commentBody(
  reviews: readonly StackReview[],
  outcome: Outcome,
  render: MarkdownRenderer,
  most = MOST,
): string {
  const above = preface(outcome);
  if (reviews.length === 0) return `${above}${nothing(outcome)}`;
  return `${above}${render(reviews, most - RESERVED - Buffer.byteLength(above))}`;
}

function nothing({ stacks, problems }: Outcome): string {
  const isQuiet = problems.length === 0 && stacks.every(({ state }) => state === "skipped");
  return isQuiet ? "No stack is affected: nothing changes in any account.\n" : "There is no review.\n";
}
