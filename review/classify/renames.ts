import type { Rename } from "../model";
import type { RawChange } from "../read";
import { equal, isNothing, isTree } from "./equal";

/** So many deletions and creations are compared; a plan with more is no rename. */
const MOST_COMPARED = 300;
/** Share of equal attributes from which two resources look like one. */
const LIKE = 0.8;

/** Keeps deletions and creations, and says which pairs look like one resource under two names. */
export class Renames {
  private readonly gone: RawChange[] = [];
  private readonly come: RawChange[] = [];

  /** Takes a change in. */
  add(raw: RawChange): void {
    const { actions, importing } = raw.change;
    if (raw.mode === "data" || raw.deposed !== undefined || actions.length !== 1) return;
    const side = actions[0] === "delete" ? this.gone : actions[0] === "create" ? this.come : undefined;
    if (side !== undefined && importing === undefined && side.length < MOST_COMPARED) side.push(raw);
  }

  /** The pairs, the most alike first; each resource is in at most one. */
  pairs(): readonly Rename[] {
    const found = this.gone.flatMap((gone) =>
      this.come
        .filter(({ type }) => type === gone.type)
        .map((come) => ({ from: gone.address, to: come.address, likeness: likeness(gone, come) }))
        .filter((pair) => pair.likeness >= LIKE),
    );
    const taken = new Set<string>();
    return found
      .sort((one, other) => other.likeness - one.likeness || (key(one) < key(other) ? -1 : 1))
      .filter(({ from, to }) => {
        if (taken.has(`-${from}`) || taken.has(`+${to}`)) return false;
        taken.add(`-${from}`).add(`+${to}`);
        return true;
      });
  }
}

function key({ from, to }: Rename): string {
  return `${from} ${to}`;
}

/** Share of what is known of the new resource that the old one has too. */
function likeness(gone: RawChange, come: RawChange): number {
  const [before, after] = [gone.change.before, come.change.after];
  if (!isTree(before) || !isTree(after)) return 0;
  const names = Object.keys(after).filter((name) => !isNothing(after[name]) && after[name] !== false);
  if (names.length === 0) return 0;
  const same = names.filter((name) => equal(before[name], after[name])).length;
  return Math.round((same / names.length) * 100) / 100;
}
