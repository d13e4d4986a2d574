/** A closed or open section of a comment with a list in it; what does not fit is counted. */
export interface ListSection {
  readonly title: string;
  readonly open: boolean;
  readonly entries: readonly string[];
  /** Entries there are; more than `entries` when some are left out. */
  readonly count: number;
  /** What stands instead of the entries that are left out. @default - only their number */
  readonly rest?: string;
}

/** Empty when there is nothing in it. The title is words of this program, never text of a plan. */
export function listSection({ title, open, entries, count, rest }: ListSection): string {
  if (count === 0) return "";
  const left = count - entries.length;
  if (entries.length === 0) return `**${title}: ${count}**${rest === undefined ? "" : ` – ${rest}`}\n\n`;
  const more =
    left > 0 ? `- **and ${left} more, left out here**${rest === undefined ? "" : ` – ${rest}`}\n` : "";
  const body = `${entries.join("")}${more}`;
  return `<details${open ? " open" : ""}><summary><b>${title}</b> (${count})</summary>\n\n${body}\n</details>\n\n`;
}

/** The first entries, made only as far as they are shown. */
export function firstOf<T>(items: readonly T[], most: number, make: (item: T) => string): readonly string[] {
  return items.slice(0, most).map(make);
}
