import type { Masker } from "../mask";
import type { Change, Drift, DriftEffect } from "../model";
import type { RawChange } from "../read";
import { attributesOf } from "./attributes";

const MOST_ATTRIBUTES = 100;

/** As much of a change as says what it makes of drift. */
export type Planned = Pick<Change, "address" | "deposed" | "group" | "attributes">;

/** Joins what was changed outside Terraform to what the plan makes of it. */
export class DriftJoin {
  private readonly raw: ReadonlyMap<string, RawChange>;
  private readonly found = new Map<string, Drift | undefined>();

  constructor(
    drift: readonly RawChange[],
    private readonly masker: Masker,
  ) {
    this.raw = new Map(drift.map((one) => [keyOf(one), one]));
  }

  /** What a change makes of the drift of its resource. @returns nothing when it has none, or only noise */
  join(planned: Planned): DriftEffect | undefined {
    const key = keyOf(planned);
    const raw = this.raw.get(key);
    if (raw === undefined) return undefined;
    const drift = driftOf(raw, planned, this.masker);
    this.found.set(key, drift);
    return drift?.effect;
  }

  /** All drift in the order of the plan, once every change was joined; noise is only counted. */
  finish(): { readonly drift: readonly Drift[]; readonly noise: number } {
    const all = [...this.raw].map(([key, raw]) =>
      this.found.has(key) ? this.found.get(key) : driftOf(raw, undefined, this.masker),
    );
    const drift = all.filter((one) => one !== undefined);
    return { drift, noise: all.length - drift.length };
  }
}

/** Address and deposed key, as one resource may have several objects. */
export function keyOf({ address, deposed }: { readonly address: string; readonly deposed?: string }): string {
  return deposed === undefined ? address : `${address} ${deposed}`;
}

function driftOf(raw: RawChange, planned: Planned | undefined, masker: Masker): Drift | undefined {
  const deleted = raw.change.actions.includes("delete");
  const listed = attributesOf(raw.change, masker, { lenient: true, limit: MOST_ATTRIBUTES });
  const moved = raw.previousAddress !== undefined;
  if (!deleted && !moved && listed.attributes.length === 0) return undefined;
  return {
    address: raw.address,
    previousAddress: raw.previousAddress,
    type: raw.type,
    effect: effectOf(deleted, listed.attributes, planned),
    deleted,
    attributes: deleted ? [] : listed.attributes,
    folded: listed.folded,
  };
}

/** The plan reverts an edit when it changes one of the same attributes, or replaces the whole. */
function effectOf(deleted: boolean, edited: Drift["attributes"], planned: Planned | undefined): DriftEffect {
  if (planned === undefined) return "unrelated";
  if (deleted) return planned.group === "create" ? "re-creates an object deleted outside" : "unrelated";
  if (planned.group === "replace") return "reverts a manual edit";
  const touched = new Set(planned.attributes.map(({ path }) => topOf(path)));
  return edited.some(({ path }) => touched.has(topOf(path))) ? "reverts a manual edit" : "unrelated";
}

function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
