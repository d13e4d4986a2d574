import type { Finding } from "../model";
import type { ReviewSettings, WaiverSetting } from "./settings";

/** Findings with the waivers that hold today; a waiver that no longer holds is said, and lets nothing pass. */
export function withWaivers(
  findings: readonly Finding[],
  stack: string,
  { waivers }: ReviewSettings,
  today: string,
): readonly Finding[] {
  const here = waivers.filter((waiver) => matches(waiver.stack, stack));
  return findings.map((finding) => {
    const fitting = here.filter(
      (waiver) => matches(waiver.rule, finding.rule) && matches(waiver.address, finding.address ?? "*"),
    );
    const valid = fitting.find(({ expires }) => expires >= today);
    if (valid !== undefined) {
      const { owner, expires, reason } = valid;
      return { ...finding, waiver: { owner, expires, reason } };
    }
    const [expired] = fitting;
    return expired === undefined ? finding : { ...finding, message: `${finding.message} (${late(expired)})` };
  });
}

function late({ owner, expires }: WaiverSetting): string {
  return `the waiver of ${owner} ended on ${expires}`;
}

/** A pattern with `*` for any text; everything else stands for itself. */
function matches(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
