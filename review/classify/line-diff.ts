import type { DiffLine, Shown } from "../model";

/** Lines of the middle, which both texts differ in, that are compared one with another. */
const MOST_COMPARED = 300;
/** Equal lines that are shown around a difference. */
const CONTEXT = 2;

/**
 * A diff by line of two texts. It compares the part between the first and the last difference, and that exactly
 * only when it is short, so that a long text costs no more than reading it.
 *
 * @returns nothing when one of the two is no text of several lines.
 */
export function lineDiff(before: Shown, after: Shown): readonly DiffLine[] | undefined {
  if (!isText(before) || !isText(after) || before.text === after.text) return undefined;
  if (!before.text.includes("\n") && !after.text.includes("\n")) return undefined;
  const [from, to] = [before.text.split("\n"), after.text.split("\n")];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  const most = Math.min(from.length, to.length) - head;
  while (tail < most && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const middle = compared(from.slice(head, from.length - tail), to.slice(head, to.length - tail));
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({ sign: " ", text }));
  return [
    ...same(from.slice(Math.max(0, head - CONTEXT), head)),
    ...withoutLongSame(middle),
    ...same(from.slice(from.length - tail, from.length - tail + CONTEXT)),
  ];
}

function isText({ kind }: Shown): boolean {
  return kind === "text" || kind === "json";
}

/** The longest common lines stay, all others go or come. */
function compared(from: readonly string[], to: readonly string[]): readonly DiffLine[] {
  const gone = (text: string): DiffLine => ({ sign: "-", text });
  const come = (text: string): DiffLine => ({ sign: "+", text });
  if (from.length > MOST_COMPARED || to.length > MOST_COMPARED) return [...from.map(gone), ...to.map(come)];
  const common = commonLengths(from, to);
  const lines: DiffLine[] = [];
  let [left, right] = [0, 0];
  while (left < from.length || right < to.length) {
    const [one = "", other = ""] = [from[left], to[right]];
    if (left < from.length && right < to.length && one === other) {
      lines.push({ sign: " ", text: one });
      left++;
      right++;
    } else if (left < from.length && at(common, left + 1, right) >= at(common, left, right + 1)) {
      lines.push(gone(one));
      left++;
    } else {
      lines.push(come(other));
      right++;
    }
  }
  return lines;
}

/** Lengths of the longest common rests. */
function commonLengths(from: readonly string[], to: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: from.length + 2 }, () => new Array<number>(to.length + 2).fill(0));
  for (let left = from.length - 1; left >= 0; left--) {
    const row = lengths[left] ?? [];
    for (let right = to.length - 1; right >= 0; right--) {
      row[right] =
        from[left] === to[right]
          ? at(lengths, left + 1, right + 1) + 1
          : Math.max(at(lengths, left + 1, right), at(lengths, left, right + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? (left >= lengths.length || right < 0 ? -1 : 0);
}

/** Of equal lines, those beside a difference stay. */
function withoutLongSame(lines: readonly DiffLine[]): readonly DiffLine[] {
  const near = new Set<number>();
  for (const [index, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    for (let other = index - CONTEXT; other <= index + CONTEXT; other++) near.add(other);
  }
  return lines.filter((_, index) => near.has(index));
}
