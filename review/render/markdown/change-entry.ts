import type { Change } from "../../model";
import { code, fenced, words } from "../inert-text";
import { type Detail, hasDiff } from "./detail";
import { diffLines, valueText } from "./diff-lines";

const MOST_CAUSES = 5;

/** A resource as an entry of a list. */
export function changeEntry(change: Change, detail: Detail): string {
  const notes = notesOf(change).filter((note) => note !== "");
  const entry = `- ${code(change.address)}${notes.length > 0 ? ` – ${notes.join("; ")}` : ""}\n`;
  if (!hasDiff(change.group, detail)) return entry;
  const lines = diffLines(change.attributes, change.folded, detail.diffLines);
  return lines.length === 0 ? entry : `${entry}\n${fenced("diff", lines, "  ")}\n`;
}

function notesOf(change: Change): readonly string[] {
  const { previousAddress, deposed, order, reason, drift, source, monthlyCost } = change;
  return [
    previousAddress === undefined ? "" : `was ${code(previousAddress)}`,
    deposed === undefined ? "" : `deposed object ${code(deposed)}`,
    orderWords(order),
    change.group === "forget" ? forgetWords(change) : "",
    reason === undefined ? "" : words(reason.words),
    causes(change),
    importWords(change),
    drift === undefined || drift === "unrelated" ? "" : `**${drift}**`,
    source === undefined ? "" : place(source),
    monthlyCost === undefined ? "" : `${words(monthlyCost)} a month`,
  ];
}

function orderWords(order: Change["order"]): string {
  if (order === undefined) return "";
  return order === "destroy-first"
    ? "destroyed before the new one is created: **downtime**"
    : "the new one is created first";
}

function forgetWords({ actions }: Change): string {
  return actions.includes("create") ? "left running, unmanaged, beside a new one" : "left running, unmanaged";
}

function causes({ replaceCauses }: Change): string {
  if (replaceCauses.length === 0) return "";
  const shown = replaceCauses
    .slice(0, MOST_CAUSES)
    .map(({ path, before, after }) => code(`${path}: ${valueText(before)} → ${valueText(after)}`, 160));
  const more = replaceCauses.length - shown.length;
  return `forced by ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function importWords({ import: imported }: Change): string {
  if (imported === undefined) return "";
  const identity = Object.entries(imported.identity ?? {}).map(([name, value]) => `${name}=${value}`);
  const what = imported.id ?? identity.join(", ");
  const from = imported.unknown || what === "" ? "from an id that is not known yet" : `from ${code(what)}`;
  const also = imported.alsoChanges ? "its configuration **also changes**" : "nothing else changes";
  const generated = imported.generatedConfig ? ", configuration written by Terraform" : "";
  return `imported ${from}, ${also}${generated}`;
}

function place({ path, file, line, key }: NonNullable<Change["source"]>): string {
  const parts = [
    file === undefined ? "" : code(line === undefined ? file : `${file}:${line}`),
    key === undefined ? "" : code(key),
    path === undefined ? "" : `construct ${code(path)}`,
  ];
  return `from ${parts.filter((part) => part !== "").join(", ")}`;
}
