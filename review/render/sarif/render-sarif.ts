import { createHash } from "node:crypto";
import type { Change, Finding, Severity, StackReview } from "../../model";

/** Results of one run that GitHub takes. @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files */
const MOST_RESULTS = 25_000;

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  block: "error",
  warn: "warning",
  info: "note",
};
const ORDER: readonly Severity[] = ["block", "warn", "info"];

interface Found {
  readonly review: StackReview;
  readonly finding: Finding;
  readonly change?: Change;
}

/**
 * The findings as SARIF 2.1.0, one run for each tool that found them. A finding points to the file and line that
 * caused the change, where that is known; a waived one is suppressed; a plan that could not be read is a
 * failed invocation.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(reviews: readonly StackReview[]): string {
  const found = reviews.flatMap(foundIn);
  const tools = [...new Set(["teamstacks", ...found.map(({ finding }) => finding.tool)])];
  const runs = tools.map((tool) =>
    run(
      tool,
      found.filter(({ finding }) => finding.tool === tool),
      reviews,
    ),
  );
  const $schema = "https://json.schemastore.org/sarif-2.1.0.json";
  return `${JSON.stringify({ $schema, version: "2.1.0", runs }, null, 2)}\n`;
}

function foundIn(review: StackReview): Found[] {
  const changes = new Map(review.changes.map((change) => [change.address, change]));
  return review.findings.map((finding) => ({ review, finding, change: changes.get(finding.address ?? "") }));
}

function run(tool: string, found: readonly Found[], reviews: readonly StackReview[]): object {
  const sorted = ORDER.flatMap((severity) => found.filter(({ finding }) => finding.severity === severity));
  const shown = sorted.slice(0, MOST_RESULTS);
  const rules = [...new Set(shown.map(({ finding }) => finding.rule))].sort();
  const places = new Map(rules.map((rule, index) => [rule, index]));
  const isOurs = tool === "teamstacks";
  return {
    tool: { driver: { name: tool, rules: rules.map((id) => ruleOf(id, shown)) } },
    automationDetails: { id: `plan-review/${tool}/` },
    invocations: [isOurs ? invocation(reviews, sorted.length - shown.length) : { executionSuccessful: true }],
    results: shown.map((one) => result(one, places.get(one.finding.rule) ?? 0)),
    columnKind: "utf16CodeUnits",
  };
}

function ruleOf(id: string, found: readonly Found[]): object {
  const url = found.find(({ finding }) => finding.rule === id && finding.url !== undefined)?.finding.url;
  return {
    id,
    shortDescription: { text: id.replaceAll(/[-_]/g, " ") },
    ...(url === undefined ? {} : { helpUri: url }),
  };
}

function invocation(reviews: readonly StackReview[], left: number): object {
  const notes = reviews.flatMap(({ stack, problem, flags }) => {
    if (problem !== undefined) return [{ level: "error", message: plain(`${stack}: ${problem}`) }];
    return flags.errored ? [{ level: "error", message: plain(`${stack}: planning failed`) }] : [];
  });
  if (left > 0) notes.push({ level: "warning", message: plain(`${left} more findings are left out`) });
  const executionSuccessful = notes.every(({ level }) => level !== "error");
  return { executionSuccessful, ...(notes.length === 0 ? {} : { toolExecutionNotifications: notes }) };
}

function result({ review, finding, change }: Found, ruleIndex: number): object {
  const { rule, severity, message, address, waiver } = finding;
  const where = address === undefined ? review.stack : `${review.stack}: ${address}`;
  const identity = [review.stack, rule, address ?? "", message].join("\0");
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: plain(`${where}: ${message}`),
    locations: [
      {
        physicalLocation: physical(review, change),
        logicalLocations: [
          {
            name: address ?? review.stack,
            fullyQualifiedName: `${review.stack}/${address ?? ""}`,
            kind: "resource",
          },
        ],
      },
    ],
    partialFingerprints: { "teamstacksFinding/v1": createHash("sha256").update(identity).digest("hex") },
    ...(waiver === undefined ? {} : { suppressions: [suppression(waiver)] }),
  };
}

/** Code scanning shows no result without a file, so a plan of unknown sources stands for itself. */
function physical({ stack }: StackReview, change: Change | undefined): object {
  const { file, line } = change?.source ?? {};
  const uri = file ?? `plans/${stack}`;
  return {
    artifactLocation: { uri: uri.split("/").map(encodeURIComponent).join("/") },
    region: { startLine: file === undefined ? 1 : (line ?? 1) },
  };
}

function suppression({ owner, expires, reason }: NonNullable<Finding["waiver"]>): object {
  return { kind: "external", status: "accepted", justification: `${reason} (${owner}, until ${expires})` };
}

/** A message of SARIF may hold links; text of a plan must not become one. */
function plain(text: string): { readonly text: string } {
  return { text: text.replaceAll("](", "] (") };
}
