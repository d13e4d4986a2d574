import { isSecretPath, isSecretText } from "./secret-looking";
import type { Origin, PathPart } from "./tree";

/** Something wrong, or doubtful, in a file that a person wrote. */
export interface Problem {
  readonly severity: "error" | "warning";
  /** Relative to the root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of the value inside the file; empty for the file itself. */
  readonly path: string;
  /** What is wrong and what was got, without final stop. */
  readonly message: string;
  /** What to write instead, in whole sentences. */
  readonly fix?: string;
}

/** What a rule says about a place. */
export interface Saying {
  readonly message: string;
  readonly fix?: string;
  /** The value as written; quoted in the message unless the place looks secret. */
  readonly got?: unknown;
  /** @default "error" */
  readonly severity?: Problem["severity"];
}

/** All that is wrong; thrown once, with everything in it. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      problems
        .filter((problem) => problem.severity === "error")
        .map(formatProblem)
        .join("\n"),
    );
    this.name = "ConfigError";
  }
}

/** A problem at the place where a value was written. */
export function problemAt(origin: Origin, saying: Saying): Problem {
  return {
    severity: saying.severity ?? "error",
    file: origin.file ?? "platform.yaml",
    line: Math.max(1, origin.at.line),
    column: Math.max(1, origin.at.column),
    path: formatPath(origin.path),
    message: `${saying.message}${got(origin.path, saying.got)}`,
    ...(saying.fix === undefined ? {} : { fix: saying.fix }),
  };
}

/** A problem of a whole file. */
export function problemOfFile(file: string, message: string, fix?: string): Problem {
  return {
    severity: "error",
    file,
    line: 1,
    column: 1,
    path: "",
    message,
    ...(fix === undefined ? {} : { fix }),
  };
}

/** `teams/festa.yaml:9:17 environments.production.network.ipv4Cidr: host bits are set; got "10.20.0.5/16". Write "10.20.0.0/16".` */
export function formatProblem(problem: Problem): string {
  const { file, line, column, path, message, fix } = problem;
  const place = `${file}:${line}:${column}${path === "" ? "" : ` ${path}`}`;
  return `${place}: ${message}.${fix === undefined ? "" : ` ${fix}`}`;
}

/** In file order, each only once: a wrong value that several environments inherit is one problem. */
export function inFileOrder(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.path, b.path),
  );
}

/** `environments.production.ingress.allow[1]`; keys that are no short plain words in brackets and quotes. */
export function formatPath(path: readonly PathPart[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(part)) return `${text}[${quote(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

const LONGEST_QUOTE = 80;

/** A value in JSON on one line, cut to 80 characters. */
export function quote(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  // Control and bidirectional characters could repaint the reader's terminal.
  const visible = json.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`,
  );
  return visible.length <= LONGEST_QUOTE ? visible : `${visible.slice(0, LONGEST_QUOTE - 1)}…`;
}

function got(path: readonly PathPart[], value: unknown): string {
  if (value === undefined || isSecretPath(path)) return "";
  if (typeof value === "string" && isSecretText(value)) return "";
  if (Array.isArray(value)) return "; got a list";
  if (typeof value === "object" && value !== null) return "; got a map";
  return `; got ${quote(value)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
