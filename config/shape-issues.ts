import type { z } from "zod";
import type { PathPart } from "./tree";

/** Marks a message that the schema did not choose; what follows it are the known keys. */
export const NO_MESSAGE = "\u0000";

type Issue = z.core.$ZodIssue;

/** An issue that is no union any more, with its complete path. */
export type FlatIssue = Issue & { readonly path: PathPart[] };

/** Takes unions apart: of each, only the branch that the writer most likely meant. */
export function flatIssues(issues: readonly Issue[], above: readonly PathPart[] = []): FlatIssue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ ...issue, path }];
    const meant = issue.errors.filter((branch) => !isOtherKind(branch));
    if (meant.length === 1 || (meant.length > 1 && issue.message === NO_MESSAGE)) {
      return nearest(meant.map((branch) => flatIssues(branch, path)));
    }
    return [{ ...issue, path }];
  });
}

/** The branch that knows most of the written keys; one that is itself several, none of them fitting, knows fewest. */
function nearest(branches: readonly FlatIssue[][]): FlatIssue[] {
  const unknown = (branch: readonly FlatIssue[]) =>
    branch.filter(({ code }) => code === "unrecognized_keys" || code === "invalid_union").length;
  return [...branches].sort((a, b) => unknown(a) - unknown(b))[0] ?? [];
}

/** Whether a branch does not even expect this kind of value. */
function isOtherKind(branch: readonly Issue[]): boolean {
  return branch.some((issue) => {
    if (issue.path.length > 0) return false;
    if (issue.code === "invalid_type" || issue.code === "invalid_value") return true;
    return issue.code === "invalid_union" && issue.errors.length > 0 && issue.errors.every(isOtherKind);
  });
}

/** The values and kinds that a union takes, in the words of a person. */
export function expectations(issue: Issue): string[] {
  switch (issue.code) {
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value));
    case "invalid_type":
      return [KIND_WORD[issue.expected] ?? issue.expected];
    case "invalid_union":
      return issue.errors.flatMap((branch) => branch.slice(0, 1).flatMap(expectations));
    default:
      return [];
  }
}

/** A message of the schema's own, of the issue or of a union inside it. */
export function ownMessage(issue: Issue): string | undefined {
  if (!issue.message.startsWith(NO_MESSAGE)) return issue.message;
  if (issue.code !== "invalid_union") return undefined;
  return issue.errors
    .flat()
    .map(ownMessage)
    .find((message) => message !== undefined);
}

/** What a person calls a kind of value. */
export const KIND_WORD: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a map of keys",
  record: "a map of keys",
  array: "a list",
  null: "nothing",
};

/** The number or boolean that a quoted text would be, where one is wanted. */
export function withoutQuotes(text: string, wanted: readonly string[]): number | boolean | undefined {
  const wants = (kind: string) => wanted.includes(KIND_WORD[kind] ?? "");
  if ((text === "true" || text === "false") && wants("boolean")) return text === "true";
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  return wants("number") || wants("int") || wanted.includes(text) ? Number(text) : undefined;
}
