import type { StackReview, Verdict } from "../../model";
import { code } from "../inert-text";
import { DETAILS } from "./detail";
import { stackLine } from "./stack-line";
import { stackSection } from "./stack-section";

/** Most that a comment on GitHub holds, in UTF-16 units and in bytes. */
export const COMMENT_LIMIT = 65_536;
/** Most that the summary of a step of GitHub Actions holds, in bytes; a longer one is dropped whole. */
export const STEP_SUMMARY_LIMIT = 1_048_576;

/** @see renderMarkdown */
export interface MarkdownOptions {
  /** Bytes; UTF-16 units are never more. @default 65536 */
  readonly limitBytes?: number;
  /** Where the whole review is, as in `the step summary`; words of the caller. @default the HTML page or the step summary */
  readonly fullCopy?: string;
}

/** The order in which stacks are shown, and get room. */
const ORDER: readonly Verdict[] = ["error", "approval", "changes", "none"];
/** Room for the note that something was left out. */
const NOTE_ROOM = 600;

/**
 * Reviews as one Markdown document within a limit. Every stack gets as much detail as fits, the most dangerous first:
 * diffs go before lists, and lists before counts. What is left out is counted, and nothing is cut in the middle.
 */
export function renderMarkdown(reviews: readonly StackReview[], options: MarkdownOptions = {}): string {
  const { limitBytes = COMMENT_LIMIT, fullCopy = "the HTML page or the step summary" } = options;
  const sorted = [...reviews].sort(byDanger);
  const header = headerOf(sorted);
  const acting = sorted.filter(({ verdict }) => verdict !== "none");
  const quiet = sorted.filter((review) => review.verdict === "none" && !hasNews(review));
  const told = [...acting, ...sorted.filter((review) => review.verdict === "none" && hasNews(review))];
  const room = Math.max(0, limitBytes - size(header) - NOTE_ROOM);
  const lines = fitting(told.map(stackLine), room);
  const parts = fill(told.slice(0, lines.length), lines, room);
  const unnamed = told.slice(lines.length);
  const used = parts.texts.reduce((sum, part) => sum + size(part), 0);
  const calm = quietLine(quiet, room - used);
  const left =
    unnamed.length > 0 ? `\n**And ${countWords(unnamed)}, for which there is no room here.**\n` : "";
  const note =
    unnamed.length > 0 || parts.shortened
      ? `\n---\nShortened to fit; what is left out is counted above. All of it is in ${fullCopy}.\n`
      : "";
  return `${header}${parts.texts.join("")}${calm}${left}${note}`;
}

/** Gives each stack the most detail that fits, in order; every one has at least its line. */
function fill(
  reviews: readonly StackReview[],
  lines: readonly string[],
  room: number,
): { readonly texts: readonly string[]; readonly shortened: boolean } {
  const reserved = lines.map(size);
  let left = room - reserved.reduce((sum, bytes) => sum + bytes, 0);
  const chosen = reviews.map(() => DETAILS.length);
  const texts = [...lines];
  // From the barest detail up, so that one large stack does not take the room of all others.
  for (let level = DETAILS.length - 1; level >= 0; level--) {
    const detail = DETAILS[level];
    if (detail === undefined) continue;
    for (const [index, review] of reviews.entries()) {
      if (chosen[index] !== level + 1) continue;
      const text = stackSection(review, detail);
      const more = size(text) - (reserved[index] ?? 0);
      if (more > left) continue;
      left -= more;
      reserved[index] = size(text);
      texts[index] = text;
      chosen[index] = level;
    }
  }
  // Lines of a list first look like a list only when they stand together.
  return { texts: separated(texts, chosen), shortened: chosen.some((level) => level > 1) };
}

/** A line ends with an empty line where a section follows. */
function separated(texts: readonly string[], chosen: readonly number[]): readonly string[] {
  const isLine = (index: number) => chosen[index] === DETAILS.length;
  const ordered = texts.map((text, index) => ({ text, line: isLine(index) }));
  return [...ordered.filter(({ line }) => !line), ...ordered.filter(({ line }) => line)].map(
    ({ text }) => text,
  );
}

function headerOf(reviews: readonly StackReview[]): string {
  if (reviews.length === 0) return "## Plan review\n\nThere is no stack to review.\n\n";
  return `## Plan review: ${countWords(reviews)}\n\n`;
}

const WORDS: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  error: ["failed", "failed"],
  approval: ["needs approval", "need approval"],
  changes: ["changes", "change"],
  none: ["has nothing to do", "have nothing to do"],
};

/** As in `1 stack failed, 2 need approval`. */
function countWords(reviews: readonly StackReview[]): string {
  const parts = ORDER.map(
    (verdict) => [reviews.filter((review) => review.verdict === verdict).length, WORDS[verdict]] as const,
  );
  return parts
    .filter(([count]) => count > 0)
    .map(([count, [one, many]], index) => {
      const noun = index > 0 ? "" : count === 1 ? "stack " : "stacks ";
      return `${count} ${noun}${count === 1 ? one : many}`;
    })
    .join(", ");
}

function byDanger(one: StackReview, other: StackReview): number {
  const order = ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict);
  if (order !== 0) return order;
  return one.stack < other.stack ? -1 : one.stack > other.stack ? 1 : 0;
}

/** Whether there is something to tell although there is nothing to do. */
function hasNews({ changes, drift, findings, noise }: StackReview): boolean {
  return changes.length + drift.length + findings.length + noise.updates.length > 0;
}

/** The lines that fit, from the first on. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  const fit = lines.findIndex((line) => {
    left -= size(line);
    return left < 0;
  });
  return fit < 0 ? lines : lines.slice(0, fit);
}

/** Stacks without anything to tell, named while there is room. */
function quietLine(reviews: readonly StackReview[], room: number): string {
  if (reviews.length === 0) return "";
  const count = `\nNothing to do in ${reviews.length} ${reviews.length === 1 ? "stack" : "stacks"}`;
  const named = `${count}: ${reviews.map(({ stack }) => code(stack, 80)).join(", ")}.\n`;
  if (size(named) <= room) return named;
  return size(count) + 2 <= room ? `${count}.\n` : "";
}

function size(text: string): number {
  return Buffer.byteLength(text);
}
