/** Text that is HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in `${}` of a `html` template. */
export type Part = string | number | Markup | readonly Part[] | false | undefined;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Control characters, and those that turn the direction of text: they could make a value look like another. */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Makes HTML; every value in `${}` is escaped unless it was made by this function, too. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(parts[index])).join(""));
}

/** Text that is inert in HTML, with invisible characters shown by their numbers. */
export function escaped(text: string): string {
  return text
    .replace(INVISIBLE, (found) => (/[\n\t]/.test(found) ? found : `\\u${numberOf(found)}`))
    .replace(/[&<>"'`]/g, (found) => ESCAPES[found] ?? found);
}

/** An address or a path that may break into lines behind its dots and brackets. */
export function breakable(address: string): Markup {
  return html`${address.split(/(?<=[.\]])/).map((part) => html`${part}<wbr>`)}`;
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return escaped(String(part));
}

function numberOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, "0");
}
