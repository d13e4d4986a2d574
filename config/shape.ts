import type { z } from "zod";
import { type Problem, problemAt } from "./problem";
import { type FlatIssue, flatIssues, NO_MESSAGE } from "./shape-issues";
import { saying } from "./shape-saying";
import { find, type Origin, type PathPart, plain, type Tree } from "./tree";

/** Something that a schema does not allow. */
export interface ShapeFinding {
  readonly issue: FlatIssue;
  /** Path of the value, or of the key, inside the tree. */
  readonly path: readonly PathPart[];
  readonly problem: Problem;
}

/** Everything about a tree that its schema does not allow. */
export function shapeFindings(schema: z.ZodType, tree: Tree): ShapeFinding[] {
  const result = schema.safeParse(plain(tree), { error: describeUnknownKeys });
  if (result.success) return [];
  return firstOfEachPlace(flatIssues(result.error.issues)).flatMap((issue): ShapeFinding[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        return { issue, path, problem: problemAt(atKey(tree, path), saying(issue, find(tree, path), key)) };
      });
    }
    const { path } = issue;
    const place = issue.code === "invalid_key" ? atKey(tree, path) : at(tree, path);
    const problem = problemAt(place, saying(issue, find(tree, path), String(path.at(-1) ?? "")));
    return [{ issue, path, problem }];
  });
}

/** A value that is wrong in two ways is reported for the first. */
function firstOfEachPlace(issues: readonly FlatIssue[]): FlatIssue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const place = JSON.stringify([issue.code === "unrecognized_keys", issue.path]);
    return !seen.has(place) && seen.add(place);
  });
}

/** The only message that needs the schema: which keys there are. All others are made from the issue. */
function describeUnknownKeys(issue: z.core.$ZodRawIssue): string {
  if (issue.code !== "unrecognized_keys") return NO_MESSAGE;
  return `${NO_MESSAGE}${knownKeys(issue.inst).join(" ")}`;
}

function knownKeys(schema: unknown): readonly string[] {
  const { def } = (schema as { readonly _zod?: { readonly def?: unknown } })._zod ?? {};
  const { shape, keyType } = (def ?? {}) as {
    shape?: object;
    keyType?: { _zod: { def: { entries?: object } } };
  };
  return Object.keys(shape ?? keyType?._zod.def.entries ?? {});
}

/** Where a value stands; for an absent one, the map that lacks it. */
function at(tree: Tree, path: readonly PathPart[]): Origin {
  for (let length = path.length; length >= 0; length--) {
    const node = find(tree, path.slice(0, length));
    if (node !== undefined) return { ...node.origin, path };
  }
  return { ...tree.origin, path };
}

function atKey(tree: Tree, path: readonly PathPart[]): Origin {
  const origin = at(tree, path);
  return { ...origin, at: origin.keyAt };
}
