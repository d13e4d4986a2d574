import type { Change, Counts, Group } from "../model";
import type { PlanDocument } from "../read";

/** What the lists of a review count, besides the changes. */
export interface OtherCounts {
  readonly outputs: number;
  readonly drift: number;
  readonly deferred: number;
}

/** Numbers of resources; `add`, `change` and `destroy` as Terraform counts them. */
export function countsOf(changes: readonly Change[], other: OtherCounts): Counts {
  const of = (test: (change: Change) => boolean) => changes.filter(test).length;
  const group = (name: Group) => of((change) => change.group === name);
  const only = (action: string) => of(({ actions }) => actions.length === 1 && actions[0] === action);
  const replace = group("replace");
  return {
    import: of((change) => change.import !== undefined),
    add: only("create") + replace,
    change: only("update"),
    destroy: only("delete") + replace,
    replace,
    forget: group("forget"),
    move: of(({ previousAddress }) => previousAddress !== undefined),
    read: group("read"),
    deposed: of(({ deposed }) => deposed !== undefined),
    outputs: other.outputs,
    drift: other.drift,
    deferred: other.deferred,
    tagsOnly: of(({ tagsOnly }) => tagsOnly),
  };
}

/** The line that Terraform prints below a plan, word for word. */
export function terraformLine(plan: PlanDocument, changes: readonly Change[], counts: Counts): string {
  if (changes.length > 0) {
    const { add, change, destroy } = counts;
    const imports = counts.import > 0 ? `${counts.import} to import, ` : "";
    return `Plan: ${imports}${add} to add, ${change} to change, ${destroy} to destroy.`;
  }
  if (plan.errored) return "Planning failed. Terraform encountered an error while generating this plan.";
  if (counts.outputs > 0) {
    return "You can apply this plan to save these new output values to the Terraform state, without changing any real infrastructure.";
  }
  return "No changes. Your infrastructure matches the configuration.";
}

/** What Terraform's line leaves out. */
export function alsoLine(counts: Counts, invocations: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.replace, "replaced (counted as one added and one destroyed)"],
    [counts.forget, "forgotten (left running, unmanaged)"],
    [counts.move, "moved"],
    [counts.deposed, "deposed"],
    [counts.read, "read during apply"],
    [counts.outputs, counts.outputs === 1 ? "output changes" : "outputs change"],
    [counts.deferred, "deferred to a later plan"],
    [invocations, invocations === 1 ? "action invoked" : "actions invoked"],
    [counts.drift, "changed outside Terraform"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(", ");
}
