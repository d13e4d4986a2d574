import type { AttributeChange, DiffLine, Folded, Shown } from "../../model";
import { breakable, html, type Markup } from "./markup";
import { plural } from "./words";

/** Attributes before and after, a row each; text of several lines as a diff. */
export function attributeRows(attributes: readonly AttributeChange[]): Markup {
  if (attributes.length === 0) return html``;
  return html`<dl class="attributes">${attributes.map(row)}</dl>`;
}

/** How many attributes are not shown, and why; nothing when all are. */
export function foldedNote({ computed, noise, beyondLimit }: Folded): Markup {
  const parts = [
    computed > 0 && `${plural(computed, "attribute")} known after apply`,
    noise > 0 && `${plural(noise, "difference")} only in spelling`,
    beyondLimit > 0 && `${plural(beyondLimit, "attribute")} more`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? html`` : html`<p class="quiet">Not shown: ${parts.join(", ")}.</p>`;
}

function row({ path, before, after, forcesReplacement, lines }: AttributeChange): Markup {
  const forced = forcesReplacement && html` <span class="tag replace">forces replacement</span>`;
  const name = html`<dt><code>${breakable(path || "value")}</code>${forced}</dt>`;
  if (lines !== undefined) return html`<div>${name}<dd>${diff(lines)}</dd></div>`;
  const [old, now] = compared(before, after);
  if (before.kind === "absent") return html`<div>${name}<dd>${side("new", "after", now)}</dd></div>`;
  if (after.kind === "absent") return html`<div>${name}<dd>${side("old", "before", old)}</dd></div>`;
  const arrow = html`<span class="arrow" aria-hidden="true">→</span>`;
  return html`<div>${name}<dd>${side("old", "before", old)} ${arrow} ${side("new", "after", now)}</dd></div>`;
}

function side(kind: "old" | "new", label: string, value: Markup): Markup {
  return html`<span class="value ${kind}"><span class="unseen">${label}: </span>${value}</span>`;
}

/** Two values, with what differs in the middle marked where both are text. */
function compared(before: Shown, after: Shown): [Markup, Markup] {
  if (before.kind !== "text" || after.kind !== "text") return [value(before), value(after)];
  const [old, now] = [[...before.text], [...after.text]];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  // With little in common the marks say nothing.
  if (start + end < 3) return [value(before), value(after)];
  return [marked(old, start, end, before), marked(now, start, end, after)];
}

function marked(text: readonly string[], start: number, end: number, { cut }: Shown): Markup {
  const middle = text.slice(start, text.length - end).join("");
  const mark = middle !== "" && html`<mark>${middle}</mark>`;
  const [head, tail] = [text.slice(0, start).join(""), text.slice(text.length - end).join("")];
  return html`<code>${head}${mark}${end === 0 ? "" : tail}</code>${rest(cut)}`;
}

function value({ kind, text, cut }: Shown): Markup {
  switch (kind) {
    case "absent":
      return html`<i>none</i>`;
    case "unknown":
      return html`<i>known after apply</i>`;
    case "masked":
      return html`<i class="masked">secret</i>`;
    case "null":
      return html`<i>null</i>`;
    default:
      return text === "" ? html`<i>empty</i>` : html`<code>${text}</code>${rest(cut)}`;
  }
}

function rest(cut: number | undefined): Markup | false {
  return cut !== undefined && html`<i>… ${plural(cut, "character")} more</i>`;
}

function diff(lines: readonly DiffLine[]): Markup {
  const words = { "+": "add", "-": "del", " ": "same" } as const;
  const shown = lines.map(({ sign, text }) => {
    return html`<span class="line ${words[sign]}"><span class="sign">${sign}</span>${text}\n</span>`;
  });
  return html`<pre class="diff" tabindex="0">${shown}</pre>`;
}
