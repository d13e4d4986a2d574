import { z } from "zod";
import { type Comment, parseComments } from "../approval";
import type { GitHub } from "./github";
import { markedRun } from "./marker";

const PULL_REQUEST = z.object({
  head: z.object({ sha: z.string() }),
  user: z.object({ login: z.string() }).nullish(),
});

/** What has to be known of a pull request. */
export interface PullRequest {
  /** Its head commit. */
  readonly head: string;
  /** Login of its author. @default - the author's account is gone */
  readonly author?: string;
}

/** Reads a pull request of `owner/name`. */
export async function readPullRequest(
  github: GitHub,
  repository: string,
  number: number,
): Promise<PullRequest> {
  const { head, user } = PULL_REQUEST.parse(await github.read(`/repos/${repository}/pulls/${number}`));
  return { head: head.sha, author: user?.login };
}

/** Reads all comments that people wrote; a review of ours quotes the lines that approve. */
export async function readComments(
  github: GitHub,
  repository: string,
  number: number,
): Promise<readonly Comment[]> {
  const comments = await github.readAll(`/repos/${repository}/issues/${number}/comments`);
  return parseComments(JSON.stringify(comments)).filter(({ body }) => markedRun(body ?? "") === undefined);
}
