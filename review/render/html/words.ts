import { type Change, type Counts, GROUPS, type Group, type StackReview, type Verdict } from "../../model";

/** How a kind of change is shown. */
export interface GroupWords {
  /** One character, as Terraform prints it where it has one. */
  readonly sign: string;
  /** What happens, as a heading. */
  readonly title: string;
}

/** The words for each kind of change. */
export const GROUP_WORDS: Readonly<Record<Group, GroupWords>> = {
  destroy: { sign: "−", title: "Destroy" },
  replace: { sign: "±", title: "Replace" },
  forget: { sign: "⊘", title: "Forget" },
  update: { sign: "~", title: "Update" },
  import: { sign: "⇣", title: "Import" },
  move: { sign: "→", title: "Move" },
  create: { sign: "+", title: "Create" },
  read: { sign: "≡", title: "Read" },
};

/** The words for each verdict. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  error: "Cannot be applied",
  approval: "Needs approval",
  changes: "Changes",
  none: "No changes",
};

const WORST_FIRST: readonly Verdict[] = ["error", "approval", "changes", "none"];

/** The verdict on all together. */
export function worstVerdict(reviews: readonly StackReview[]): Verdict {
  return WORST_FIRST.find((verdict) => reviews.some((review) => review.verdict === verdict)) ?? "none";
}

/** Stacks in the order in which a person should read them: the worst first, then by name. */
export function byUrgency(reviews: readonly StackReview[]): readonly StackReview[] {
  return WORST_FIRST.flatMap((verdict) =>
    reviews.filter((review) => review.verdict === verdict).sort((a, b) => (a.stack < b.stack ? -1 : 1)),
  );
}

/** How many changes of each kind there are, kinds without any left out. */
export function groupCounts(changes: readonly Change[]): readonly { group: Group; count: number }[] {
  const counts = new Map<Group, number>();
  for (const { group } of changes) counts.set(group, (counts.get(group) ?? 0) + 1);
  return GROUPS.flatMap((group) => {
    const count = counts.get(group);
    return count === undefined ? [] : [{ group, count }];
  });
}

/** `1 stack`, `2 stacks`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** Whether there is anything in a stack to look at. */
export function isQuiet({ counts, changes, problem }: StackReview): boolean {
  return changes.length === 0 && problem === undefined && nothingElse(counts);
}

function nothingElse({ outputs, drift, deferred }: Counts): boolean {
  return outputs + drift + deferred === 0;
}
