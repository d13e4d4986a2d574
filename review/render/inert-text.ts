/**
 * Text as one line that shows what is in it: control characters, changes of direction and half characters are
 * written out, so that nothing can hide and no line begins inside of it.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (sign) => {
    if (sign === "\n") return "⏎";
    if (sign === "\t") return " ";
    return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** Text as code in a line of Markdown: no other Markdown, HTML or mention starts in it. */
export function code(text: string, longest = 300): string {
  const inert = shortened(visible(text).trim(), longest);
  if (inert === "") return "`(empty)`";
  const fence = "`".repeat(longestRun(inert) + 1);
  // A backtick at the edge would join the fence.
  const pad = inert.startsWith("`") || inert.endsWith("`") ? " " : "";
  return `${fence}${pad}${inert}${pad}${fence}`;
}

/** Words as they are where nothing in them means anything to Markdown or to GitHub, and as code elsewhere. */
export function words(text: string, longest = 500): string {
  const inert = shortened(visible(text).trim(), longest);
  return PLAIN.test(inert) && !MEANS_SOMETHING.test(inert) ? inert : code(inert, longest + 1);
}

const PLAIN = /^[\p{L}\p{N} .,;:/'()+…_-]+$/u;
const MEANS_SOMETHING =
  /:\/\/|www\.|:[\w+-]+:|(^|[^\p{L}\p{N}])_|_($|[^\p{L}\p{N}])|\bGH-\d|^[\d+-]+[.)]? /iu;

/** A fenced block; the fence is longer than any inside. */
export function fenced(language: string, lines: readonly string[], indent = ""): string {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [`${fence}${language}`, ...lines, fence].map((line) => `${indent}${line}\n`).join("");
}

/** The first characters, and how many were left out; no character is cut in half. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 1);
  const kept = text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest);
  return `${kept}… (${text.length - kept.length} more characters)`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
