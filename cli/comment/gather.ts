import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Members, parseMembers } from "../../review/approval";
import { type Expected, parseExpected, readReviews } from "../../review/comment";
import type { StackReview } from "../../review/model";

const SUFFIX = ".review.json";
const MEMBERS = ".github/teamstacks-members.json";

/** Where the files are. */
export interface GatherOptions {
  /** Folder that holds `*.review.json`, also in folders inside it. */
  readonly reviews: string;
  /** What `teamstacks affected --json` printed. @default - the stacks that have a review */
  readonly expect?: string;
  /** Logins of each owner, as JSON. @default ".github/teamstacks-members.json" where there is one */
  readonly members?: string;
}

/** What the files hold; a file that cannot be read is a problem, so that the comment can say it. */
export interface Gathered {
  readonly reviews: readonly StackReview[];
  readonly expected?: Expected;
  readonly members: Members;
  readonly problems: readonly string[];
}

/** Reads the files that a comment is made of. */
export function gather({ reviews: folder, expect, members }: GatherOptions): Gathered {
  const problems: string[] = [];
  const attempt = <T>(what: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const names = attempt("the reviews", () => reviewFiles(folder)) ?? [];
  const files = names.flatMap((name) => {
    return attempt(name, () => ({ name, text: readFileSync(join(folder, name), "utf8") })) ?? [];
  });
  const read = readReviews(files);
  const expected =
    expect === undefined ? undefined : attempt("--expect", () => parseExpected(readFileSync(expect, "utf8")));
  const memberFile = members ?? (existsSync(MEMBERS) ? MEMBERS : undefined);
  const logins =
    memberFile === undefined
      ? undefined
      : attempt("--members", () => parseMembers(readFileSync(memberFile, "utf8")));
  if (names.length === 0 && expect === undefined) problems.push(`there is no *${SUFFIX} below ${folder}`);
  return {
    reviews: read.reviews,
    expected,
    members: logins ?? {},
    problems: [...problems, ...read.problems],
  };
}

function reviewFiles(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return all.filter((name) => name.endsWith(SUFFIX)).sort();
}
