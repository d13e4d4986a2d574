import type { Masker } from "../mask";
import type { AttributeChange, Folded } from "../model";
import type { RawValues } from "../read";
import { type Difference, type DifferenceOptions, differencesOf } from "./differences";
import { ABSENT, isNothing, isTree, memberOf } from "./equal";
import { lineDiff } from "./line-diff";
import { innerMask, unionOf } from "./masks";
import { isOnWay, type Path, pathText } from "./path";
import { show, showUnknown } from "./show";

/** What differs in a resource. */
export interface Attributes {
  readonly attributes: readonly AttributeChange[];
  readonly folded: Folded;
  readonly replaceCauses: readonly AttributeChange[];
  /** Only tags differ. */
  readonly tagsOnly: boolean;
}

/** How attributes are listed. */
export interface AttributeOptions extends DifferenceOptions {
  /** Names that the configuration sets. @default - not known */
  readonly configured?: ReadonlySet<string>;
  /** Most attributes that are kept. */
  readonly limit: number;
}

/** Lists where the values of a resource differ, masked, without what says nothing. */
export function attributesOf(values: RawValues, masker: Masker, options: AttributeOptions): Attributes {
  const { before, after, afterUnknown: unknown } = values;
  const mask = unionOf(values.beforeSensitive, values.afterSensitive);
  const whole = { before: before ?? ABSENT, after: after ?? ABSENT, mask, unknown };
  // Null stands for a resource that is not there, while a value of an output may be null.
  const differences = differencesOf(whole, options);
  const { kept, folded } = foldedOf(differences.found, values, options);
  const forces = (path: Path) => values.replacePaths.some((cause) => isOnWay(path, cause));
  const attribute = (difference: Difference) => shown(difference, forces(difference.path), masker);
  return {
    attributes: kept.slice(0, options.limit).map(attribute),
    folded: {
      computed: folded.computed,
      noise: folded.noise + differences.noise,
      beyondLimit: Math.max(0, kept.length - options.limit),
    },
    replaceCauses: values.replacePaths.flatMap((cause) => {
      const inside = differences.found.filter(({ path }) => isOnWay(path, cause));
      const found = inside.length > 0 ? inside : [wholeCause(cause, values, mask)];
      return found.slice(0, MOST_IN_A_CAUSE).map((difference) => shown(difference, true, masker));
    }),
    tagsOnly: kept.length > 0 && kept.every(({ path }) => TAGS.has(String(path[0]))),
  };
}

/** Differences that are shown of one cause of a replacement. */
const MOST_IN_A_CAUSE = 20;

/** What tags are called. */
const TAGS: ReadonlySet<string> = new Set([
  "tags",
  "tags_all",
  "labels",
  "effective_labels",
  "terraform_labels",
]);

/** A provider repeats these in others: copy → original. */
const COPIES: Readonly<Record<string, string>> = {
  tags_all: "tags",
  effective_labels: "labels",
  terraform_labels: "labels",
};

function foldedOf(
  found: readonly Difference[],
  values: RawValues,
  { configured }: AttributeOptions,
): {
  readonly kept: readonly Difference[];
  readonly folded: { readonly computed: number; readonly noise: number };
} {
  const originals = found.filter(({ path }) => path[0] === "tags" || path[0] === "labels");
  const paths = new Set(originals.map(({ path }) => pathText(path)));
  const folded = { computed: 0, noise: 0 };
  const gone = values.after === null;
  const kept = found.filter((difference) => {
    const { path, unknown, before } = difference;
    const [first, ...rest] = path;
    const original = typeof first === "string" && Object.hasOwn(COPIES, first) ? COPIES[first] : undefined;
    if (original !== undefined && (unknown || paths.has(pathText([original, ...rest])))) {
      folded.noise++;
      return false;
    }
    if (unknown && isComputed(String(first), values, configured)) {
      folded.computed++;
      return false;
    }
    // What a deleted resource did not have.
    return !(gone && !unknown && isNothing(before));
  });
  return { kept, folded };
}

/** Whether nobody set the attribute, so that it is not known yet and nobody asked for a change of it. */
function isComputed(
  name: string,
  { before, replacePaths }: RawValues,
  configured?: ReadonlySet<string>,
): boolean {
  if (replacePaths.some(([first]) => first === name)) return false;
  if (configured !== undefined) return !configured.has(name);
  return isNothing(memberOf(before, name)) || name === "id" || name === "arn";
}

function wholeCause(cause: Path, { before, after, afterUnknown }: RawValues, mask: unknown): Difference {
  const at = (value: unknown) =>
    cause.reduce<unknown>((inner, step) => memberOf(inner, step as string), value);
  const reduceMask = (value: unknown) =>
    cause.reduce<unknown>((inner, step) => innerMask(inner, step as string), value);
  return {
    path: cause,
    before: at(before),
    after: at(after),
    mask: reduceMask(mask),
    unknown: reduceMask(afterUnknown) === true,
  };
}

function shown(
  { path, before, after, mask, unknown }: Difference,
  forces: boolean,
  masker: Masker,
): AttributeChange {
  const from = show(before, mask, masker);
  const to = unknown ? showUnknown() : show(after, mask, masker);
  const lines = isTree(before) || isTree(after) ? undefined : lineDiff(from, to);
  return { path: masker.text(pathText(path)), before: from, after: to, forcesReplacement: forces, lines };
}
