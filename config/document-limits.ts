import { Lexer } from "yaml";
import type { Position } from "./tree";

/** Largest file, in bytes. */
export const LARGEST_FILE_BYTES = 1_048_576;

const DEEPEST_FLOW = 32;
const DEEPEST_INDENT = 200;
const MOST_INDICATORS_ON_A_LINE = 32;
const DEEP_INDENT = /^ {200}/m;
const MANY_INDICATORS = /(?:[-?][ \t]+){16}/;

/**
 * Where a text nests deeper than any team file needs, or undefined. Asked before the text is parsed,
 * because the parser is recursive and hostile nesting ends the whole process.
 */
export function nestedTooDeeply(text: string): Position | undefined {
  if (isShallow(text)) return undefined;
  let flow = 0;
  let line = 1;
  let indicators = 0;
  let atLineStart = true;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") flow++;
    else if (token === "]" || token === "}") flow--;
    else if (token === "-" || token === "?") indicators++;
    const indent = atLineStart && /^ +$/.test(token) ? token.length : 0;
    if (flow > DEEPEST_FLOW || indent > DEEPEST_INDENT || indicators > MOST_INDICATORS_ON_A_LINE) {
      return { line, column: 1 };
    }
    const breaks = token.split("\n").length - 1;
    if (breaks > 0) indicators = 0;
    line += breaks;
    atLineStart = token.endsWith("\n");
  }
  return undefined;
}

/** Whether a text cannot nest deeply whatever its signs mean; most need no closer look, which costs as much as parsing. */
function isShallow(text: string): boolean {
  const openers = text.match(/[[{]/g)?.length ?? 0;
  return openers <= DEEPEST_FLOW && !DEEP_INDENT.test(text) && !MANY_INDICATORS.test(text);
}
