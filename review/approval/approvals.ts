import { z } from "zod";
import { approvalLine, approvalLines } from "./approval-line";

const comment = z.object({
  user: z.object({ login: z.string() }).nullable(),
  body: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** A comment of a pull request, as GitHub's API returns it. */
export type Comment = z.infer<typeof comment>;

const members = z.record(z.string(), z.array(z.string()));

/** GitHub logins of each owner. */
export type Members = z.infer<typeof members>;

/** What has to be approved, and by whom. */
export interface Approvable {
  readonly stack: string;
  /** Semantic digest of the plan that would be applied. */
  readonly digest: string;
  /** Owners, one of whom has to agree. */
  readonly owners: readonly string[];
  readonly members: Members;
  /** Who wrote the change, and cannot approve it. @default - anyone of the owners can */
  readonly author?: string;
}

/** Whether a plan is approved. */
export interface ApprovalState {
  /** Login of the person who approved it; undefined: nobody did. */
  readonly by: string | undefined;
  /** What to do, or why approvals that are there do not count; one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads comments, as `gh api --paginate` prints them, with or without `--slurp`.
 *
 * @throws Error when it is something else.
 */
export function parseComments(text: string): readonly Comment[] {
  const pages: unknown = JSON.parse(text);
  return z.array(comment).parse(Array.isArray(pages) ? pages.flat() : pages);
}

/**
 * Reads the file that says which logins belong to which owner.
 *
 * @throws Error when it is something else.
 */
export function parseMembers(text: string): Members {
  return members.parse(JSON.parse(text));
}

/**
 * Whether one of the owners approved exactly this plan. An approval of another digest is void, so a push that changes
 * what would happen needs a new one, and a push that does not keeps it. An edited comment counts for nothing: people
 * other than its author may have edited it.
 */
export function approvalState(wanted: Approvable, comments: readonly Comment[]): ApprovalState {
  const notes: string[] = [];
  for (const { user, body, created_at, updated_at } of comments) {
    const lines = approvalLines(body ?? "").filter(({ stack }) => stack === wanted.stack);
    if (lines.length === 0) continue;
    const login = user?.login ?? "a deleted user";
    const why = objection(wanted, login, created_at !== updated_at);
    if (!lines.some(({ digest }) => digest === wanted.digest)) {
      notes.push(`${login} approved another plan of ${wanted.stack}; that approval is void.`);
    } else if (why !== undefined) notes.push(why);
    else return { by: login, notes: [] };
  }
  return { by: undefined, notes: [...notes, request(wanted)] };
}

function objection(
  { owners, members, author }: Approvable,
  login: string,
  isEdited: boolean,
): string | undefined {
  if (isEdited) return `${login}'s comment was edited after it was written, so it does not count.`;
  if (author !== undefined && same(login, author)) return `${login} wrote the change and cannot approve it.`;
  const accepted = owners.some((owner) => loginsOf(owner, members).some((one) => same(one, login)));
  return accepted ? undefined : `${login} is none of the owners.`;
}

/** A name with `@` is a login. Any other is a group: a stranger could have a login of the same name. */
function loginsOf(owner: string, members: Members): readonly string[] {
  const own = Object.hasOwn(members, owner) ? (members[owner] ?? []) : [];
  return owner.startsWith("@") && !owner.includes("/") ? [...own, owner.slice(1)] : own;
}

function request({ stack, digest, owners }: Approvable): string {
  const who =
    owners.length === 0 ? "an owner (nothing says who owns the stack)" : `one of ${owners.join(", ")}`;
  return `It needs the approval of ${who}, as a comment with the line: ${approvalLine(stack, digest)}`;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
