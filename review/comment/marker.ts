/** Which run wrote a comment. */
export interface Run {
  /** Head commit of the pull request. */
  readonly head: string;
  /** Number that grows from run to run, as `GITHUB_RUN_ID` does; 0 when there is none. */
  readonly id: number;
  /** Which attempt of the run, from 1. */
  readonly attempt: number;
}

/** The first line of every comment of ours, whatever version wrote it. */
const PATTERN = /^<!-- teamstacks:review((?: [a-z]+=[\w.-]+)*) -->/;

/** The invisible first line by which the comment is found again. */
export function marker({ head, id, attempt }: Run): string {
  return `<!-- teamstacks:review head=${head} run=${id} attempt=${attempt} -->`;
}

/** The run that wrote a comment, with empty values for what it does not say; undefined when it is not ours. */
export function markedRun(body: string): Run | undefined {
  const words = PATTERN.exec(body)?.[1];
  if (words === undefined) return undefined;
  const values = new Map(words.trim().split(" ").map(pair));
  return {
    head: values.get("head") ?? "",
    id: Number(values.get("run") ?? 0) || 0,
    attempt: Number(values.get("attempt") ?? 0) || 0,
  };
}

/** Whether `other` is a later run for the same head. A run without a number is a person's, and the latest. */
export function isLater(other: Run, run: Run): boolean {
  if (other.head !== run.head || run.id === 0) return false;
  return other.id > run.id || (other.id === run.id && other.attempt > run.attempt);
}

function pair(word: string): [string, string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}
