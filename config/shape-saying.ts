import { foreignKey, lowerCaseHost, nearlySecret, secretReferenceFix } from "./near-misses";
import { quote, type Saying } from "./problem";
import {
  expectations,
  type FlatIssue,
  KIND_WORD,
  NO_MESSAGE,
  ownMessage,
  withoutQuotes,
} from "./shape-issues";
import { suggest } from "./suggest";
import { plain, type Tree } from "./tree";

/**
 * What to say about an issue.
 *
 * @param node The value; undefined when it is absent.
 * @param key Last part of its path.
 */
export function saying(issue: FlatIssue, node: Tree | undefined, key: string): Saying {
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.slice(NO_MESSAGE.length).split(" ").filter(Boolean);
    const fix = foreignKey([...issue.path, key]) ?? suggest(key, known, "keys");
    return { message: "is not a key here", fix };
  }
  if (issue.code === "invalid_key") {
    const [what = "is not a name here", fix] = (issue.issues[0]?.message ?? "").split("\n");
    return { message: what.startsWith(NO_MESSAGE) ? "is not a name here" : what, ...(fix ? { fix } : {}) };
  }
  if (node === undefined) return { message: "is missing", ...missingFix(issue, key) };
  if (node.kind === "scalar" && node.value === null) {
    return { message: "is empty", fix: "Write a value, or remove the key." };
  }
  const own = ownMessage(issue);
  const text = node.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
  const nearly = text !== undefined && isSecret(own) ? nearlySecret(text) : undefined;
  if (nearly !== undefined) return nearly;
  const [message = "", fix] = (own ?? general(issue)).split("\n");
  const better = hostFix(own, node) ?? fix ?? quotesFix(issue, node) ?? valueFix(issue, node);
  return { message, got: shown(issue, node), ...(better === undefined ? {} : { fix: better }) };
}

/** What is said when the schema has no words of its own. */
function general(issue: FlatIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `is not ${KIND_WORD[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `is not ${JSON.stringify(issue.values[0])}`
        : `is not one of ${list(issue)}`;
    case "invalid_union":
      return `is not ${orList(alternatives(issue))}`;
    case "too_small":
      return outside(
        issue.origin,
        issue.inclusive === false ? "is not above" : "is below",
        "fewer than",
        issue.minimum,
      );
    case "too_big":
      return outside(
        issue.origin,
        issue.inclusive === false ? "is not below" : "is above",
        "more than",
        issue.maximum,
      );
    case "not_multiple_of":
      return `is not a multiple of ${issue.divisor}`;
    default:
      return "is not allowed here";
  }
}

function outside(origin: string, side: string, count: string, bound: number | bigint): string {
  if (origin === "array") return `has ${count} ${bound} entries`;
  if (origin === "string") return `has ${count} ${bound} characters`;
  return `${side} ${bound}`;
}

/** Whether the words are those of the schemas of secrets and parameters. */
function isSecret(own: string | undefined): boolean {
  return own !== undefined && /^is not (a reference to a secret|the complete ARN)/.test(own);
}

function hostFix(own: string | undefined, node: Tree): string | undefined {
  if (own === undefined || !own.startsWith("is not a DNS name") || node.kind !== "scalar") return undefined;
  return lowerCaseHost(String(node.value));
}

/** YAML takes digits for a number and `true` for a boolean; where text is wanted, they need quotes. */
function quotesFix(issue: FlatIssue, node: Tree): string | undefined {
  const wantsText = issue.code === "invalid_type" && issue.expected === "string";
  if (!wantsText || node.kind !== "scalar" || typeof node.value === "string") return undefined;
  return `Put it in quotes: ${quote(node.source)}.`;
}

function valueFix(issue: FlatIssue, node: Tree): string | undefined {
  if (node.kind !== "scalar" || typeof node.value !== "string") return undefined;
  const unquoted = withoutQuotes(node.value, alternatives(issue));
  if (unquoted !== undefined) return `Remove the quotes: ${unquoted}.`;
  const reference = String(issue.path.at(-1)) === "from" ? secretReferenceFix(node.value) : undefined;
  if (reference !== undefined) return reference;
  const known = alternatives(issue)
    .filter((word) => word.startsWith('"'))
    .map((word) => word.slice(1, -1));
  if (known.length < 2) return undefined;
  const fix = suggest(node.value, known, "values");
  return fix.startsWith("Did") ? fix : undefined;
}

/** What an absent key wants. */
function missingFix(issue: FlatIssue, key: string): { fix?: string } {
  const wanted = alternatives(issue);
  return wanted.length === 0 ? {} : { fix: `Write \`${key}:\` with ${orList(wanted)}.` };
}

function alternatives(issue: FlatIssue): string[] {
  const options = issue.code === "invalid_union" && issue.errors.length === 0 ? discriminators(issue) : [];
  return [...new Set([...expectations(issue), ...options])];
}

function discriminators(issue: FlatIssue): string[] {
  const { options } = issue as { readonly options?: readonly unknown[] };
  return (options ?? []).map((option) => JSON.stringify(option));
}

function list(issue: FlatIssue): string {
  return expectations(issue).join(", ");
}

function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/**
 * The value as a person wrote it: a number that YAML reads otherwise (`012`, `.nan`) as its text. Of lists
 * and maps only their kind is worth showing, where that is what is wrong.
 */
function shown(issue: FlatIssue, node: Tree): unknown {
  const isWrongKind = issue.code === "invalid_type" || issue.code === "invalid_union";
  if (node.kind !== "scalar") return isWrongKind ? plain(node) : undefined;
  return typeof node.value === "number" && String(node.value) !== node.source ? node.source : node.value;
}
