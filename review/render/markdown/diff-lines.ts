import type { AttributeChange, Folded, Shown } from "../../model";
import { shortened, visible } from "../inert-text";

const LONGEST_LINE = 400;

/** Attributes as the lines of a diff. */
export function diffLines(
  attributes: readonly AttributeChange[],
  folded: Folded | undefined,
  most: number,
): readonly string[] {
  const lines = attributes.flatMap(linesOf);
  const left = folded === undefined ? [] : leftOut(folded);
  if (lines.length <= most) return [...lines, ...left];
  return [...lines.slice(0, most), `# and ${lines.length - most} more lines`, ...left];
}

function linesOf({ path, before, after, lines, forcesReplacement }: AttributeChange): readonly string[] {
  const force = forcesReplacement ? "  # forces replacement" : "";
  const name = line(path);
  if (lines !== undefined) {
    return [`@@ ${name} @@${force}`, ...lines.map(({ sign, text }) => `${sign} ${line(text)}`)];
  }
  if ([before, after].some(({ text }) => text.includes("\n"))) {
    return [`@@ ${name} @@${force}`, ...block("-", before), ...block("+", after)];
  }
  return [
    ...(before.kind === "absent" ? [] : [`- ${name}: ${valueText(before)}`]),
    ...(after.kind === "absent" ? [] : [`+ ${name}: ${valueText(after)}${force}`]),
  ];
}

function block(sign: string, shown: Shown): readonly string[] {
  if (shown.kind === "absent") return [];
  const rest = shown.cut === undefined ? [] : [`${sign} … (${shown.cut} more characters)`];
  return [...shown.text.split("\n").map((text) => `${sign} ${line(text)}`), ...rest];
}

/** A value on one line; texts that are empty, or would be read as something else, get quotes. */
export function valueText(shown: Shown): string {
  const { kind, text, cut } = shown;
  if (kind === "absent") return "(not set)";
  const quoted = kind === "text" && (text === "" || /^\s|\s$|^(null|true|false|[\d.]+)$/.test(text));
  const rest = cut === undefined ? "" : `… (${cut} more characters)`;
  return line(quoted ? JSON.stringify(text) : text) + rest;
}

function line(text: string): string {
  return shortened(visible(text), LONGEST_LINE);
}

function leftOut({ computed, noise, beyondLimit }: Folded): readonly string[] {
  const parts = [
    ...(computed > 0 ? [`${computed} known after apply`] : []),
    ...(noise > 0 ? [`${noise} that only read otherwise`] : []),
    ...(beyondLimit > 0 ? [`${beyondLimit} beyond the limit of one resource`] : []),
  ];
  return parts.length === 0 ? [] : [`# left out: ${parts.join(", ")}`];
}
