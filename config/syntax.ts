import type { ErrorCode } from "yaml";

/** What is wrong with a text that is not YAML, in words for somebody who does not know the grammar. */
export function syntaxProblem(code: ErrorCode): { readonly message: string; readonly fix?: string } {
  return SYNTAX[code] ?? { message: "is not YAML here" };
}

const SYNTAX: Partial<Record<ErrorCode, { readonly message: string; readonly fix?: string }>> = {
  BAD_INDENT: {
    message: "the indentation, or a bracket that was never closed, makes this unreadable",
    fix: "Indent with two spaces per level and close every bracket.",
  },
  BAD_DQ_ESCAPE: {
    message: "a backslash in double quotes starts an escape that YAML does not have",
    fix: "Use single quotes to take backslashes literally.",
  },
  BAD_SCALAR_START: {
    message: "a value without quotes cannot start with this character",
    fix: "Put the value in quotes.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "two keys stand on one line",
    fix: 'Put a value that holds ": " in quotes, or start a new line for the inner key.',
  },
  BLOCK_IN_FLOW: {
    message: "a list or map in lines stands inside brackets",
    fix: "Write it in brackets too.",
  },
  MISSING_CHAR: {
    message: "a quote, bracket, comma or colon is missing",
    fix: 'Close what was opened, and write "key: value" with a space after the colon.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "a key spans several lines",
    fix: 'Write "key: value" with a colon and a space.',
  },
  NON_STRING_KEY: { message: "a key is not plain text", fix: "Write a word before the colon." },
  TAB_AS_INDENT: { message: "a tab is used as indentation", fix: "Indent with spaces." },
  UNEXPECTED_TOKEN: {
    message: "this does not belong to what stands above it",
    fix: "Check the indentation of this line and of the line above.",
  },
};
