import type { Masker } from "../mask";
import type { Change, ChangeSource, Import } from "../model";
import type { RawChange } from "../read";
import { type Attributes, attributesOf } from "./attributes";
import { configAddress } from "./configured";
import type { DriftJoin } from "./drift";
import { groupOf, orderOf } from "./group";
import { reasonOf } from "./reason";
import { show } from "./show";
import type { StatefulTypes } from "./stateful";

/** Attributes that are kept of one resource. */
const MOST_ATTRIBUTES = 200;

/** What is needed to classify the changes of a plan. */
export interface ChangeContext {
  readonly masker: Masker;
  readonly stateful: StatefulTypes;
  /** By address without keys of instances. */
  readonly configured: ReadonlyMap<string, ReadonlySet<string>>;
  /** Attributes of created and read resources that may still be kept, so that a large plan stays small. */
  readonly budget: { left: number };
  readonly drift: DriftJoin;
  /** Where a resource comes from, by its address. */
  readonly sourceOf: (address: string) => ChangeSource | undefined;
}

/** A change, masked; nothing when the resource neither changes, moves, nor is imported. */
export function changeOf(raw: RawChange, context: ChangeContext): Change | undefined {
  const group = groupOf(raw);
  if (group === undefined) return undefined;
  const listed = listedAttributes(raw, group, context);
  const { attributes, folded, replaceCauses } = listed;
  const { address, deposed, change } = raw;
  const { actions } = change;
  // One literal: a large plan has so many of these that copies of them are felt.
  return {
    address,
    previousAddress: raw.previousAddress,
    module: raw.module,
    mode: raw.mode,
    type: raw.type,
    name: raw.name,
    provider: raw.provider,
    deposed,
    group,
    actions,
    order: orderOf(actions),
    reason: raw.reason === undefined ? undefined : reasonOf(raw.reason, actions),
    replaceCauses,
    attributes,
    folded,
    tagsOnly: group === "update" && listed.tagsOnly,
    import: importOf(raw, context.masker),
    drift: context.drift.join({ address, deposed, group, attributes }),
    source: context.sourceOf(address),
    stateful: context.stateful.has(raw.type),
  };
}

/** Whether an update only spells the same in another way. */
export function isNoise({ group, attributes, folded, previousAddress }: Change): boolean {
  if (group !== "update" || attributes.length > 0 || previousAddress !== undefined) return false;
  return folded.noise > 0 && folded.computed === 0 && folded.beyondLimit === 0;
}

function listedAttributes(raw: RawChange, group: Change["group"], context: ChangeContext): Attributes {
  const { budget, masker } = context;
  const isNew = group === "create" || group === "read";
  const limit = isNew ? Math.min(MOST_ATTRIBUTES, budget.left) : MOST_ATTRIBUTES;
  const configured = context.configured.get(configAddress(raw.address));
  const listed = attributesOf(raw.change, masker, { lenient: false, limit, configured });
  if (isNew) budget.left -= listed.attributes.length;
  return listed;
}

function importOf({ change }: RawChange, masker: Masker): Import | undefined {
  const { importing, actions, generatedConfig } = change;
  if (importing === undefined) return undefined;
  const { id, identity, unknown } = importing;
  const known = typeof identity === "object" && identity !== null ? Object.entries(identity) : [];
  return {
    id: typeof id === "string" && id !== "" ? id : undefined,
    identity:
      known.length === 0
        ? undefined
        : Object.fromEntries(known.map(([name, value]) => [name, show(value, false, masker).text])),
    unknown: unknown === true,
    alsoChanges: actions.some((action) => action !== "no-op"),
    generatedConfig,
  };
}
