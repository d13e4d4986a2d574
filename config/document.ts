import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { nestedTooDeeply } from "./document-limits";
import { type Problem, problemAt, problemOfFile } from "./problem";
import { syntaxProblem } from "./syntax";
import { controlCharacter, openQuote } from "./text-faults";
import type { ListTree, MapTree, Origin, PathPart, Position, Tree } from "./tree";

/** A file as read: its values, or what is wrong with it as YAML. */
export interface Document {
  readonly file: string;
  /** Undefined when the text is not YAML. */
  readonly tree: Tree | undefined;
  readonly problems: readonly Problem[];
}

/** Keys that mean something else to JavaScript. */
const RESERVED_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads one YAML document: version 1.2, core schema, text keys that are unique; no anchors, aliases,
 * merge keys, tags, directives or second documents, so that a file says what it looks like.
 *
 * @param layerOf Name of the layer that a path of the file belongs to.
 */
export function readDocument(
  file: string,
  text: string,
  layerOf: (path: readonly PathPart[]) => string,
): Document {
  const broken = (problems: Problem[]) => ({ file, tree: undefined, problems });
  const deep = nestedTooDeeply(text);
  if (deep !== undefined) {
    return broken([{ ...problemOfFile(file, "is nested too deeply"), ...deep }]);
  }
  const unseen = controlCharacter(text);
  if (unseen !== undefined) return broken([problemAtOffset(file, linesOf(text), unseen.offset, unseen)]);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: "1.2",
    schema: "core",
    strict: true,
    stringKeys: true,
    // Found while walking, where the path is known.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: "silent",
    lineCounter: lines,
  });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined || document.contents === null) return broken([problemOfFile(file, "is empty")]);
  // One mistake makes the parser stumble several times; the first is the one to mend.
  const [error] = document.errors;
  if (error !== undefined) {
    const fault = openQuote(text, error.pos[0]) ?? { offset: error.pos[0], ...syntaxProblem(error.code) };
    return broken([problemAtOffset(file, lines, fault.offset, fault)]);
  }
  const walk = new Walk(file, lines, layerOf);
  if (second !== undefined) {
    walk.problems.push(
      problemAtOffset(file, lines, second.range[0], {
        message: "holds more than one document",
        fix: 'Remove the "---" and what follows it.',
      }),
    );
  }
  if (/^%/m.test(text.slice(0, document.contents.range[0]))) {
    walk.problems.push(
      problemOfFile(file, "starts with a directive", 'Remove the lines that start with "%".'),
    );
  }
  const tree = walk.tree(document.contents, [], undefined);
  return { file, tree, problems: walk.problems };
}

/** Turns parsed nodes into a tree and notes what a team file must not use. */
class Walk {
  readonly problems: Problem[] = [];

  constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly layerOf: (path: readonly PathPart[]) => string,
  ) {}

  tree(node: ParsedNode | null, path: readonly PathPart[], key: Position | undefined): Tree {
    const origin = this.origin(node, path, key);
    this.refuseIndirections(node, origin);
    if (isMap(node)) return this.map(node, origin);
    if (isSeq(node)) return this.list(node, origin);
    if (isScalar(node) && isScalarValue(node.value)) {
      return { kind: "scalar", origin, value: node.value, source: node.source ?? "" };
    }
    return { kind: "scalar", origin, value: null, source: "" };
  }

  private map(node: YAMLMap, origin: Origin): MapTree {
    const entries = new Map<string, Tree>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      const at = this.position(pair.key as ParsedNode);
      const path = [...origin.path, key];
      const keyOrigin = { ...origin, path, at, keyAt: at };
      this.refuseIndirections(pair.key as ParsedNode, keyOrigin);
      if (RESERVED_KEYS.has(key)) {
        this.problems.push(
          problemAt(keyOrigin, { message: "is a reserved word", fix: "Choose another key." }),
        );
        continue;
      }
      const first = entries.get(key);
      if (first !== undefined) {
        const { line } = first.origin.keyAt;
        const fix = "Keep one of the two.";
        this.problems.push(
          problemAt(keyOrigin, { message: `is written twice; the first is on line ${line}`, fix }),
        );
        continue;
      }
      entries.set(key, this.tree(pair.value as ParsedNode | null, path, at));
    }
    return { kind: "map", origin, entries };
  }

  private list(node: YAMLSeq, origin: Origin): ListTree {
    const items = node.items.map((item, index) =>
      this.tree(item as ParsedNode | null, [...origin.path, index], undefined),
    );
    return { kind: "list", origin, items };
  }

  private refuseIndirections(node: Node | null, origin: Origin): void {
    if (isAlias(node) || node?.anchor !== undefined) {
      const message = isAlias(node) ? "is an alias" : "has an anchor";
      const fix = "Write the value out, or share keys between environments with `extends`.";
      this.problems.push(problemAt(origin, { message, fix }));
    }
    if (node?.tag !== undefined) {
      this.problems.push(
        problemAt(origin, { message: "has a tag", fix: 'Remove the word that starts with "!".' }),
      );
    }
  }

  private origin(node: ParsedNode | null, path: readonly PathPart[], key: Position | undefined): Origin {
    const value = node === null ? key : this.position(node);
    const isEmpty = node !== null && node.range[0] === node.range[1];
    const byKey = isMap(node) || isEmpty;
    const at = (byKey ? key : value) ?? value ?? { line: 1, column: 1 };
    return { file: this.file, path, at, keyAt: key ?? at, layer: this.layerOf(path) };
  }

  private position(node: ParsedNode | null): Position {
    return node === null ? { line: 1, column: 1 } : positionOf(this.lines, node.range[0]);
  }
}

function isScalarValue(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) lines.addNewLine(end + 1);
  return lines;
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function problemAtOffset(
  file: string,
  lines: LineCounter,
  offset: number,
  saying: { readonly message: string; readonly fix?: string },
): Problem {
  return { ...problemOfFile(file, saying.message, saying.fix), ...positionOf(lines, offset) };
}
