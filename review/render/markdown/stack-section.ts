import { type Change, type Finding, GROUPS, type Group, type StackReview, type Verdict } from "../../model";
import { code, fenced, words } from "../inert-text";
import { mermaid } from "../mermaid";
import { changeEntry } from "./change-entry";
import { type Detail, entriesOf } from "./detail";
import { diffLines } from "./diff-lines";
import { firstOf, listSection } from "./list-section";

/** What each verdict is called; the sign is only beside the words. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  error: "❌ failed",
  approval: "🛑 needs approval",
  changes: "📝 changes",
  none: "✅ nothing to do",
};

const TITLES: Readonly<Record<Group, string>> = {
  destroy: "💥 Destroy",
  replace: "♻️ Replace",
  forget: "👻 Forget: left running, unmanaged",
  update: "✏️ Update",
  import: "📥 Import",
  move: "🚚 Move: no infrastructure change",
  create: "🌱 Create",
  read: "🔎 Read during apply",
};

const SEVERITY_SIGNS: Readonly<Record<Finding["severity"], string>> = { block: "🛑", warn: "⚠️", info: "ℹ️" };

/** One stack of a comment. */
export function stackSection(review: StackReview, detail: Detail): string {
  const groups = byGroup(review.changes);
  return [
    `### ${code(review.stack, 120)}: ${VERDICT_WORDS[review.verdict]}\n\n`,
    problem(review),
    summary(review),
    approval(review),
    findings(review, detail),
    ...GROUPS.map((group) => groupSection(groups.get(group) ?? [], group, detail)),
    outputs(review, detail),
    drift(review, detail),
    checks(review, detail),
    deferred(review, detail),
    renames(review, detail),
    noise(review),
    diagram(review, detail),
  ].join("");
}

function byGroup(changes: readonly Change[]): ReadonlyMap<Group, readonly Change[]> {
  const groups = new Map<Group, Change[]>(GROUPS.map((group) => [group, []]));
  for (const change of changes) groups.get(change.group)?.push(change);
  return groups;
}

function problem({ problem, flags }: StackReview): string {
  if (problem !== undefined)
    return `${fenced(
      "text",
      problem
        .split("\n")
        .slice(0, 40)
        .map((line) => code0(line)),
    )}\n`;
  if (flags.errored)
    return "**Planning failed. The list is partial, and Terraform refuses to apply it.**\n\n";
  return flags.complete ? "" : "**The plan is partial: it leaves something out.**\n\n";
}

/** A line of a fenced block. */
function code0(line: string): string {
  return code(line, 400).replace(/^`+ ?| ?`+$/g, "");
}

function summary({ terraformLine, alsoLine, counts, changes, owner, digest, masked }: StackReview): string {
  if (terraformLine === "") return "";
  const moveOnly = changes.length > 0 && changes.every(({ group }) => group === "move");
  const facts = [
    owner?.team === undefined ? "" : `team ${code(owner.team)}`,
    owner?.class === undefined ? "" : `class ${code(owner.class)}`,
    masked > 0 ? `${masked} ${masked === 1 ? "value" : "values"} masked` : "",
    digest === undefined ? "" : `digest ${code(digest)}`,
  ].filter((fact) => fact !== "");
  return [
    `${terraformLine}\n\n`,
    alsoLine === "" ? "" : `Not in that line: ${alsoLine}.\n\n`,
    moveOnly ? `**${counts.move} moved, no infrastructure change.**\n\n` : "",
    facts.length === 0 ? "" : `${facts.join(" · ")}\n\n`,
  ].join("");
}

function approval({ approval, verdict, reasons }: StackReview): string {
  if (approval === undefined) {
    return verdict === "none" && reasons[0] !== undefined ? `${words(reasons[0])}\n\n` : "";
  }
  const who =
    approval.owners.length === 0
      ? "somebody who may"
      : `the owners ${approval.owners.map((owner) => code(owner)).join(", ")}`;
  return `**Needs the approval of ${who}, of exactly this digest.**\n\n`;
}

function findings({ findings }: StackReview, detail: Detail): string {
  if (findings.length === 0) return "";
  const entries = firstOf(findings, detail.findings, findingEntry);
  const left = findings.slice(entries.length);
  const blocking = left.filter(({ severity, waiver }) => severity === "block" && waiver === undefined).length;
  const more =
    left.length > 0 ? `- **and ${left.length} more findings, ${blocking} of them need approval**\n` : "";
  return `${entries.join("")}${more}\n`;
}

function findingEntry({ severity, address, message, rule, waiver, url }: Finding): string {
  const where = address === undefined ? "The plan" : code(address);
  const link = url === undefined ? code(rule) : `[${code(rule)}](${url})`;
  const waived =
    waiver === undefined
      ? ""
      : ` – waived by ${code(waiver.owner)} until ${code(waiver.expires)}: ${words(waiver.reason)}`;
  return `- ${waiver === undefined ? SEVERITY_SIGNS[severity] : "☑️"} ${where} ${words(message)} (${link})${waived}\n`;
}

function groupSection(all: readonly Change[], group: Group, detail: Detail): string {
  const tags = all.filter(({ tagsOnly }) => tagsOnly);
  // One resource that gets tags is shown as any other; many are one line.
  const folded = tags.length > 1 ? tags : [];
  const listed = folded.length === 0 ? all : all.filter(({ tagsOnly }) => !tagsOnly);
  const most = entriesOf(group, detail);
  const section = listSection({
    title: TITLES[group],
    open: group === "destroy" || group === "replace",
    entries: firstOf(listed, most, (change) => changeEntry(change, detail)),
    count: listed.length,
    rest: byType(listed.slice(most)),
  });
  return section + tagsSection(folded, detail);
}

function tagsSection(changes: readonly Change[], detail: Detail): string {
  if (changes.length === 0) return "";
  const [first] = changes;
  const sample = first === undefined || detail.diffs === "none" ? "" : changeEntry(first, detail);
  const rest = firstOf(
    changes.slice(1),
    Math.min(detail.harmless, 500),
    ({ address }) => `- ${code(address)}\n`,
  );
  const shown = sample === "" ? rest : [sample, ...rest];
  return listSection({
    title: `🏷️ ${changes.length} resources: tags only`,
    open: false,
    entries: shown,
    count: changes.length,
  });
}

const MOST_TYPES = 12;

/** As in `3 aws_subnet, 1 aws_vpc`. */
function byType(changes: readonly Change[]): string | undefined {
  if (changes.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { type } of changes) counts.set(type, (counts.get(type) ?? 0) + 1);
  const sorted = [...counts].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  const shown = sorted.slice(0, MOST_TYPES).map(([type, count]) => `${count} ${code(type, 60)}`);
  const more = sorted.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more types` : ""}`;
}

function outputs({ outputs }: StackReview, detail: Detail): string {
  const entry = ({ name, action, sensitive, attributes }: StackReview["outputs"][number]) => {
    const head = `- ${code(name)} ${action}${sensitive ? ", sensitive" : ""}\n`;
    const lines = detail.diffs === "none" ? [] : diffLines(attributes, undefined, detail.diffLines);
    return lines.length === 0 ? head : `${head}\n${fenced("diff", lines, "  ")}\n`;
  };
  return listSection({
    title: "📤 Outputs",
    open: false,
    entries: firstOf(outputs, detail.notable, entry),
    count: outputs.length,
  });
}

function drift({ drift }: StackReview, detail: Detail): string {
  const entry = (one: StackReview["drift"][number]) => {
    const from = one.previousAddress === undefined ? "" : `, was ${code(one.previousAddress)}`;
    const head = `- ${code(one.address)}${from} – ${one.deleted ? "deleted outside, " : ""}${one.effect}\n`;
    const lines = detail.diffs === "none" ? [] : diffLines(one.attributes, one.folded, detail.diffLines);
    return lines.length === 0 ? head : `${head}\n${fenced("diff", lines, "  ")}\n`;
  };
  return listSection({
    title: "🌊 Changed outside Terraform",
    open: false,
    entries: firstOf(drift, detail.notable, entry),
    count: drift.length,
  });
}

function checks({ checks }: StackReview, detail: Detail): string {
  const failed = checks.filter(({ status }) => status !== "unknown");
  const open = checks.length - failed.length;
  const section = listSection({
    title: "🚨 Checks that do not pass",
    open: true,
    entries: firstOf(failed, Math.max(detail.notable, 10), ({ address, status, messages }) => {
      const said = messages.slice(0, 5).map((message) => `: ${words(message)}`);
      return `- ${code(address)} ${status}${said.join("")}\n`;
    }),
    count: failed.length,
  });
  return (
    section +
    (open > 0 ? `${open} ${open === 1 ? "check is" : "checks are"} known only after the apply.\n\n` : "")
  );
}

function deferred({ deferred, invocations }: StackReview, detail: Detail): string {
  const put = listSection({
    title: "⏳ Put off to a later plan",
    open: true,
    entries: firstOf(deferred, Math.max(detail.notable, 10), ({ address, actions, reason }) => {
      return `- ${code(address)} ${words(actions.join(" and "))} – ${words(reason.words)}\n`;
    }),
    count: deferred.length,
  });
  const run = listSection({
    title: "⚡ Actions that run during the apply",
    open: true,
    entries: firstOf(invocations, Math.max(detail.notable, 10), ({ address, trigger, deferred }) => {
      return `- ${code(address)} – ${words(trigger)}${deferred ? ", put off" : ""}\n`;
    }),
    count: invocations.length,
  });
  return put + run;
}

const MOST_RENAMES = 20;

function renames({ renames }: StackReview, detail: Detail): string {
  if (renames.length === 0) return "";
  const shown = renames.slice(0, detail.notable === 0 ? 5 : MOST_RENAMES);
  const blocks = shown.flatMap(({ from, to }) => [
    "moved {",
    `  from = ${code0(from)}`,
    `  to   = ${code0(to)}`,
    "}",
  ]);
  const left = renames.length - shown.length;
  const more = left > 0 ? `and ${left} more.\n\n` : "";
  return `**Looks like a rename.** This would keep what is there:\n\n${fenced("hcl", blocks)}\n${more}`;
}

function noise({ noise }: StackReview): string {
  const parts = [
    ...(noise.updates.length > 0 ? [`${noise.updates.length} updates`] : []),
    ...(noise.drift > 0 ? [`${noise.drift} changes outside Terraform`] : []),
  ];
  return parts.length === 0 ? "" : `Left out, because they only read otherwise: ${parts.join(" and ")}.\n\n`;
}

function diagram(review: StackReview, detail: Detail): string {
  if (!detail.diagram || review.graph.edges.length === 0) return "";
  const drawn = mermaid(review);
  if (drawn === undefined) return "The diagram is left out: it would be too large.\n\n";
  return `<details><summary><b>Diagram</b></summary>\n\n${fenced("mermaid", drawn.trimEnd().split("\n"))}\n</details>\n\n`;
}
