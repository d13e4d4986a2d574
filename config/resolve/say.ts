import { type Problem, problemAt, type Saying } from "../problem";
import { type MapTree, type PathPart, writtenPlace } from "../tree";

/** Notes a problem at a path of the environment, where its value was written. */
export type Say = (path: readonly PathPart[], saying: Saying) => void;

/** A `Say` that adds to `problems`. */
export function sayInto(problems: Problem[], tree: MapTree): Say {
  return (path, saying) => problems.push(problemAt(writtenPlace(tree, path), saying));
}

/** The value, or `placeholder` with a problem that says how to write the missing key. */
export function required<T>(
  say: Say,
  value: T | undefined,
  path: readonly PathPart[],
  how: string,
  placeholder: T,
): T {
  if (value !== undefined) return value;
  say(path, { message: "is missing", fix: `Write ${how}.` });
  return placeholder;
}
