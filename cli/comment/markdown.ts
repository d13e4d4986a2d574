import type { MarkdownRenderer } from "../../review/comment";
import { renderMarkdown } from "../../review/render/markdown";

/** The reviews in the room that a comment, or the summary of a step, leaves them. */
export const markdown: MarkdownRenderer = (reviews, mostBytes) =>
  renderMarkdown(reviews, { limitBytes: mostBytes, fullCopy: "the summary of the job" });
