import { Lexer } from "yaml";

/** What makes a text unreadable, and where it starts. */
export interface TextFault {
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** A character that cannot be seen and that YAML does not have, the first of them. */
export function controlCharacter(text: string): TextFault | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const offset = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
  if (offset === -1) return undefined;
  const code = text.charCodeAt(offset);
  const name = code === 0 ? "a NUL byte" : `the control character U+${hex(code)}`;
  return {
    offset,
    message: `holds ${name}, which cannot be seen`,
    fix: "Remove it, and save the file as UTF-8.",
  };
}

/**
 * A quote that is opened and never closed, or closes on a later line, before `until`. The parser stumbles
 * only where the next quote ends, far from the one that was forgotten.
 */
export function openQuote(text: string, until: number): TextFault | undefined {
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (offset > until) return undefined;
    const [first] = token;
    const isMark = token.length === 1 && MARKS.has(token);
    if (!isMark && (first === '"' || first === "'")) {
      const isClosed = token.length > 1 && token.endsWith(first);
      if (!isClosed || token.includes("\n")) return fault(offset, first, isClosed);
    }
    if (!isMark) offset += token.length;
  }
  return undefined;
}

/** What the lexer puts between tokens, and what is in no file. */
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

function fault(offset: number, quote: string, isClosed: boolean): TextFault {
  const name = quote === '"' ? "a double quote" : "a single quote";
  const message = isClosed
    ? `${name} is opened here and closed only on a later line`
    : `${name} is opened here and never closed`;
  return { offset, message, fix: `Close it with ${quote} at the end of the value.` };
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}
