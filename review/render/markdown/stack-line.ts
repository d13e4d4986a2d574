import { GROUPS, type StackReview } from "../../model";
import { code } from "../inert-text";
import { VERDICT_WORDS } from "./stack-section";

/** A stack on one line: its verdict, and how many of what; nothing that it does is left out. */
export function stackLine(review: StackReview): string {
  const { changes, drift, checks, outputs, findings } = review;
  const counts = GROUPS.map(
    (group) => [changes.filter((change) => change.group === group).length, group] as const,
  );
  const blocking = findings.filter(
    ({ severity, waiver }) => severity === "block" && waiver === undefined,
  ).length;
  const failed = checks.filter(({ status }) => status !== "unknown").length;
  const parts = [
    ...counts,
    [outputs.length, "outputs"] as const,
    [drift.length, "drift"] as const,
    [failed, "failed checks"] as const,
    [blocking, "findings to approve"] as const,
  ].filter(([count]) => count > 0);
  const words = parts.map(([count, what]) => `${count} ${what}`).join(", ");
  return `- ${code(review.stack, 80)}: ${VERDICT_WORDS[review.verdict]}${words === "" ? "" : ` – ${words}`}\n`;
}
