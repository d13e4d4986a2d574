import { z } from "zod";
import type { GitHub } from "./github";
import { GitHubError } from "./github-error";
import { isLater, markedRun, marker, type Run } from "./marker";
import { readPullRequest } from "./pull-request";

/** Of whom the comments are when the token is the one of a GitHub Actions job. */
const ACTIONS = "github-actions[bot]";

const COMMENT = z.object({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string().optional(),
  user: z.object({ login: z.string() }).nullish(),
});
const USER = z.object({ login: z.string() });

type Comment = z.infer<typeof COMMENT>;

export interface StickyCommentOptions {
  /** As in `owner/name`. */
  readonly repository: string;
  /** Number of the pull request. */
  readonly pullRequest: number;
  readonly run: Run;
  /** Markdown, without the marker. */
  readonly body: string;
  /** Whether to write when there is no comment yet. */
  readonly isWanted: boolean;
  /** Login whose comments are ours. @default - the one of the token */
  readonly author?: string;
}

/** What became of the comment. */
export type Posted =
  | { readonly outcome: "created" | "updated" | "unchanged"; readonly url: string }
  /** There is none, and none is wanted. */
  | { readonly outcome: "none" }
  /** The pull request has another head, so the comment was left alone. */
  | { readonly outcome: "newer-head"; readonly head: string }
  /** A later run has reviewed the same head, so the comment was left alone. */
  | { readonly outcome: "later-run"; readonly run: number };

/**
 * Writes the one comment of a pull request: looks for it among all comments, edits it in place or makes it, and
 * removes doubles. After each wait everything is looked at again, so that a run that waited for long does not
 * overwrite a newer one, and a comment whose making seemed to fail is not made twice.
 */
export async function postComment(github: GitHub, options: StickyCommentOptions): Promise<Posted> {
  const author = options.author ?? (await login(github));
  return github.patience.persist(() => post(github, { ...options, author }));
}

async function post(github: GitHub, options: StickyCommentOptions & { author: string }): Promise<Posted> {
  const { repository, pullRequest, run, isWanted } = options;
  const { head } = await readPullRequest(github, repository, pullRequest);
  if (head !== run.head) return { outcome: "newer-head", head };
  const [first, ...doubles] = await ours(github, options);
  if (first === undefined) return isWanted ? create(github, options) : { outcome: "none" };
  const later = [first, ...doubles].find((comment) => isOfLaterRun(comment, run));
  if (later === undefined) {
    const outcome = await update(github, options, first);
    await remove(github, options, doubles);
    return { outcome, url: first.html_url ?? "" };
  }
  // Of doubles everybody keeps the first; when that is not the later run's, the later run sees to it.
  if (later === first) await remove(github, options, doubles);
  return { outcome: "later-run", run: markedRun(later.body ?? "")?.id ?? 0 };
}

async function create(github: GitHub, options: StickyCommentOptions & { author: string }): Promise<Posted> {
  const { repository, pullRequest } = options;
  const path = `/repos/${repository}/issues/${pullRequest}/comments`;
  const made = COMMENT.parse(await github.write("POST", path, { body: text(options) }));
  const all = await ours(github, options);
  // Two runs that found nothing both make one.
  if (all.length > 1) throw new GitHubError("another run made a comment meanwhile", 409, 0);
  return { outcome: "created", url: made.html_url ?? "" };
}

async function update(
  github: GitHub,
  options: StickyCommentOptions,
  comment: Comment,
): Promise<"updated" | "unchanged"> {
  const body = text(options);
  if (comment.body === body) return "unchanged";
  try {
    await github.write("PATCH", `/repos/${options.repository}/issues/comments/${comment.id}`, { body });
  } catch (error) {
    if (!isGone(error)) throw error;
    throw new GitHubError("the comment was deleted meanwhile", 404, 0);
  }
  return "updated";
}

async function remove(github: GitHub, { repository }: StickyCommentOptions, doubles: readonly Comment[]) {
  for (const { id } of doubles) {
    try {
      await github.write("DELETE", `/repos/${repository}/issues/comments/${id}`);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** Ours are marked, and of our author: anybody can write the marker. */
async function ours(
  github: GitHub,
  { repository, pullRequest, author }: StickyCommentOptions & { author: string },
): Promise<readonly Comment[]> {
  const comments = await github.readAll(`/repos/${repository}/issues/${pullRequest}/comments`);
  return comments
    .map((comment) => COMMENT.parse(comment))
    .filter(({ user }) => user?.login.toLowerCase() === author.toLowerCase())
    .filter(({ body }) => markedRun(body ?? "") !== undefined)
    .sort((a, b) => a.id - b.id);
}

/** The token of a job is no user, and may not ask who it is. */
async function login(github: GitHub): Promise<string> {
  try {
    return USER.parse(await github.read("/user")).login;
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return ACTIONS;
    throw error;
  }
}

function text({ run, body }: StickyCommentOptions): string {
  return `${marker(run)}\n${body}`;
}

function isOfLaterRun({ body }: Comment, run: Run): boolean {
  const other = markedRun(body ?? "");
  return other !== undefined && isLater(other, run);
}

function isGone(error: unknown): boolean {
  return error instanceof GitHubError && error.status === 404;
}
