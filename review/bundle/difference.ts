import type { Change, StackReview } from "../model";
import { canonicalJson } from "../stack-digest";

/** How two plans of one stack differ, one line each; empty when they do the same. Both reviews are masked. */
export function planDifference(reviewed: StackReview, fresh: StackReview): string[] {
  if (reviewed.digest === fresh.digest) return [];
  const [before, after] = [byAddress(reviewed), byAddress(fresh)];
  const addresses = [...new Set([...before.keys(), ...after.keys()])].sort();
  const lines = addresses.flatMap((address) => line(address, before.get(address), after.get(address)));
  return lines.length > 0
    ? lines
    : ["The plans differ in values that are not shown here, or in what they put off."];
}

function line(address: string, before: Change | undefined, after: Change | undefined): string[] {
  if (after === undefined)
    return [`- ${address}: ${words(before)} was reviewed, and is not planned any more`];
  if (before === undefined) return [`+ ${address}: ${words(after)} is planned, and was not reviewed`];
  if (words(before) !== words(after))
    return [`! ${address}: ${words(before)} was reviewed, ${words(after)} is planned`];
  const paths = differentPaths(before, after);
  return paths.length === 0 ? [] : [`! ${address}: ${words(after)} with other values: ${paths.join(", ")}`];
}

function differentPaths(before: Change, after: Change): string[] {
  const [one, other] = [before, after].map(
    ({ attributes }) => new Map(attributes.map((attribute) => [attribute.path, canonicalJson(attribute)])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((path) => one.get(path) !== other.get(path))
    .sort();
}

function byAddress({ changes }: StackReview): Map<string, Change> {
  return new Map(
    changes.map((change) => [
      change.deposed === undefined ? change.address : `${change.address} (deposed ${change.deposed})`,
      change,
    ]),
  );
}

function words(change: Change | undefined): string {
  return change === undefined ? "nothing" : change.group;
}
