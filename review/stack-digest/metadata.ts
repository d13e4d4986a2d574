/** Labels that stand before the body of a block, by kind of block. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  provider: 1,
  module: 1,
  variable: 1,
  output: 1,
  check: 1,
};

/** A document without the comments in it, and the comments. */
export interface Uncommented {
  readonly configuration: unknown;
  /** Every comment, by the place where it stood. */
  readonly comments: Readonly<Record<string, unknown>>;
}

/**
 * Takes the `//` properties out of a Terraform JSON document, where CDKTF keeps construct paths. Only where Terraform
 * takes such a property for a comment, in the document and in the body of a block: in a map, as of tags, it is a key
 * like any other.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
 */
export function withoutComments(document: unknown): Uncommented {
  const comments: [string, unknown][] = [];
  const body = (value: unknown, path: string): unknown =>
    each(value, path, (map, at) =>
      entries(map, (key, item) => {
        if (key !== "//") return item;
        comments.push([at, item]);
        return undefined;
      }),
    );
  const labelled = (value: unknown, path: string, labels: number): unknown =>
    labels === 0
      ? body(value, path)
      : each(value, path, (map, at) =>
          entries(map, (key, item) => labelled(item, `${at}/${key}`, labels - 1)),
        );
  const top = body(document, "");
  const configuration = each(top, "", (map) =>
    entries(map, (section, value) => labelled(value, `/${section}`, LABELS[section] ?? 0)),
  );
  return { configuration, comments: Object.fromEntries(comments) };
}

/** Terraform takes a list of maps wherever it takes a map. */
function each(
  value: unknown,
  path: string,
  change: (map: Readonly<Record<string, unknown>>, path: string) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => each(item, `${path}/${index}`, change));
  return typeof value === "object" && value !== null
    ? change(value as Readonly<Record<string, unknown>>, path)
    : value;
}

function entries(
  map: Readonly<Record<string, unknown>>,
  change: (key: string, value: unknown) => unknown,
): Record<string, unknown> {
  const changed = Object.entries(map).map(([key, value]) => [key, change(key, value)] as const);
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined));
}
