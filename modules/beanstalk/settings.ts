/** Option settings by namespace and option; `undefined` is left out. */
export type Options = Readonly<
  Record<string, Readonly<Record<string, string | number | boolean | undefined>>>
>;

/** One option setting as Terraform takes it. */
export interface Setting {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
  /** Name of a scheduled action; empty for all other options. */
  readonly resource: string;
}

/** The settings of one resource: none, except for scheduled actions. */
export function settings(options: Options, resource = ""): Setting[] {
  return Object.entries(options).flatMap(([namespace, values]) =>
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [{ namespace, name, value: String(value), resource }],
    ),
  );
}

/**
 * The one order that settings are written in. Elastic Beanstalk answers all that it knows, and what is written
 * must be found again there, or every plan has a change.
 *
 * @throws Error when two settings set the same option.
 */
export function canonical(all: readonly Setting[]): Setting[] {
  const sorted = [...all].sort((left, right) => (key(left) < key(right) ? -1 : 1));
  for (const [index, setting] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && key(setting) === key(next)) {
      throw new Error(`The option ${setting.namespace} ${setting.name} is set twice.`);
    }
  }
  return sorted;
}

function key({ namespace, name, resource }: Setting): string {
  return [namespace, name, resource].join("\n");
}

/** A list as one value, without spaces. Its order is the caller's: what is a reference yet cannot be sorted. */
export function listed(values: readonly string[]): string {
  return values.join(",");
}

/** Ids by availability zone as one value, in the order of the zones' names. */
export function byZone(ids: Readonly<Record<string, string>>): string {
  return listed(
    Object.keys(ids)
      .sort()
      .flatMap((zone) => ids[zone] ?? []),
  );
}
