import { find, type Origin, type PathPart, type Tree } from "./tree";

/** A place in a file that a person wrote. */
export interface WrittenKey {
  readonly file: string;
  /** Line of the key, from 1. */
  readonly line: number;
  /** Path of the key in the file. */
  readonly path: readonly PathPart[];
}

/** The deepest key on the way to `path` that stands in a file; undefined where everything is built in. */
export function deepestWritten(tree: Tree, path: readonly PathPart[]): WrittenKey | undefined {
  for (let length = path.length; length >= 0; length--) {
    const origin: Origin | undefined = find(tree, path.slice(0, length))?.origin;
    if (origin?.file !== undefined) {
      return { file: origin.file, line: origin.keyAt.line, path: origin.path };
    }
  }
  return undefined;
}
