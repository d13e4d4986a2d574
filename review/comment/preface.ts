import { approvalLine } from "../approval";
import type { Outcome, StackOutcome } from "./outcome";

/** Entries of one list; whatever is beyond is counted. */
const MOST_ENTRIES = 20;
const LONGEST_ENTRY = 200;

/**
 * What stands above the reviews: what is missing or broken, who approved what, and the lines that approve the rest.
 * Empty when there is nothing to say. It is at most some ten kilobytes long.
 */
export function preface({ stacks, problems }: Outcome): string {
  const missing = stacks.filter(({ state }) => state === "missing");
  const waiting = stacks.filter(({ approval }) => approval !== undefined && approval.by === undefined);
  const given = stacks.filter(({ approval }) => approval?.by !== undefined);
  return [
    list("**The review is not whole. Nothing may be applied.**", problems.map(code)),
    list(
      "**No review of these stacks. They count as failed.**",
      missing.map(({ stack }) => code(stack)),
    ),
    list(
      "**Approved**",
      given.map(({ stack, approval }) => `${code(stack)} by ${code(approval?.by ?? "")}`),
    ),
    list(
      "**Approvals that do not count**",
      waiting.flatMap(({ approval }) => approval?.notes ?? []).map(code),
    ),
    request(waiting.filter(({ approval }) => approval?.digest !== "")),
  ].join("");
}

function request(waiting: readonly StackOutcome[]): string {
  if (waiting.length === 0) return "";
  const shown = waiting.slice(0, MOST_ENTRIES);
  const lines = shown.map(({ stack, approval }) => approvalLine(fenced(stack), approval?.digest ?? ""));
  const left = waiting.length - shown.length;
  const more = left > 0 ? `\nand ${left} more, each with the digest of its review.\n` : "";
  const who =
    "An owner approves by a comment with these lines, one for each stack, and nothing else on them:";
  return `${who}\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\`\n${more}\n`;
}

function list(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return "";
  const shown = entries.slice(0, MOST_ENTRIES).map((entry) => `- ${entry}\n`);
  const left = entries.length - shown.length;
  return `${title}\n\n${shown.join("")}${left > 0 ? `- and ${left} more\n` : ""}\n`;
}

/** Text as code on one line: neither Markdown nor a mention starts in it. */
function code(text: string): string {
  const inert = [...fenced(text)];
  const shown = inert.length > LONGEST_ENTRY ? `${inert.slice(0, LONGEST_ENTRY).join("")}…` : inert.join("");
  return `\`${shown.trim() || "?"}\``;
}

/** Text that can leave neither its line nor its fence. */
function fenced(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").replaceAll("`", "'");
}
