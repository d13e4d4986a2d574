import { appendFileSync, writeFileSync } from "node:fs";
import {
  CLOCK,
  type Clock,
  commentBody,
  GitHub,
  type Outcome,
  outcomeLine,
  outcomeOf,
  Patience,
  type Posted,
  postComment,
  readComments,
  readPullRequest,
  setStatus,
} from "../../review/comment";
import { renderHtml } from "../../review/render/html";
import { renderSarif } from "../../review/render/sarif";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";
import { type Gathered, type GatherOptions, gather } from "./gather";
import { markdown } from "./markdown";
import { type Target, type TargetOptions, targetOf } from "./target";

/** Bytes of a step summary; a larger one is discarded whole. */
const MOST_SUMMARY = 1_024 * 1_024;

export interface CommentOptions extends GatherOptions, TargetOptions {
  readonly json: boolean;
  /** Name of the commit's status; false for none. */
  readonly status: string | false;
  /** File for the reviews as one HTML page. @default - no page */
  readonly page?: string;
  /** File for the findings as SARIF. @default - no file */
  readonly sarif?: string;
  /** Prints the comment instead of posting it. */
  readonly dryRun: boolean;
  /** Time, for tests. @default - the clock of the machine */
  readonly clock?: Clock;
}

/**
 * `teamstacks comment`: writes the reviews of all stacks into the one comment of a pull request, and sets the status
 * of its head. Fails when an affected stack has no review.
 */
export async function comment(options: CommentOptions): Promise<ExitCode> {
  const gathered = gather(options);
  if (options.page !== undefined) writeFileSync(options.page, renderHtml(gathered.reviews));
  if (options.sarif !== undefined) writeFileSync(options.sarif, renderSarif(gathered.reviews));
  if (options.dryRun) return dryRun(gathered);
  const target = targetOf(options, process.env);
  const tell = (line: string) => console.error(line);
  const patience = new Patience({ clock: options.clock ?? CLOCK, tell });
  const github = new GitHub({ apiUrl: target.apiUrl, token: target.token, patience });
  try {
    const { outcome, posted } = await post(github, target, gathered);
    if (posted.outcome !== "later-run") await putStatus(github, target, options.status, outcome);
    writeSummary(gathered, outcome);
    tellOutcome(options.json, outcome, posted);
    return exitOf(outcome);
  } catch (error) {
    await failStatus(github, target, options.status);
    throw error;
  }
}

function dryRun(gathered: Gathered): ExitCode {
  const outcome = outcomeOf({ ...gathered, comments: [] });
  process.stdout.write(commentBody(gathered.reviews, outcome, markdown));
  console.error(outcomeLine(outcome));
  return exitOf(outcome);
}

async function post(github: GitHub, target: Target, gathered: Gathered) {
  const { repository, pullRequest, run } = target;
  const { author } = await readPullRequest(github, repository, pullRequest);
  const comments = await readComments(github, repository, pullRequest);
  const outcome = outcomeOf({ ...gathered, comments, author });
  const body = commentBody(gathered.reviews, outcome, markdown);
  const isWanted = outcome.problems.length > 0 || outcome.stacks.some(({ state }) => state !== "skipped");
  return { outcome, posted: await postComment(github, { repository, pullRequest, run, body, isWanted }) };
}

async function putStatus(
  github: GitHub,
  { repository, run, runUrl }: Target,
  context: string | false,
  outcome: Outcome,
): Promise<void> {
  if (context === false) return;
  const state = { success: "success", approval: "failure", error: "error" } as const;
  const description = outcomeLine(outcome);
  await setStatus(github, {
    repository,
    commit: run.head,
    context,
    state: state[outcome.verdict],
    description,
    url: runUrl,
  });
}

/** An earlier run may have left a green status on the same commit. */
async function failStatus(github: GitHub, { repository, run, runUrl }: Target, context: string | false) {
  if (context === false) return;
  const description = "The review could not be posted";
  const status = { repository, commit: run.head, context, state: "error", description, url: runUrl } as const;
  await setStatus(github, status).catch((error) => console.error(`the status was not set: ${String(error)}`));
}

function writeSummary({ reviews }: Gathered, outcome: Outcome): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, commentBody(reviews, outcome, markdown, MOST_SUMMARY));
}

function tellOutcome(json: boolean, outcome: Outcome, posted: Posted): void {
  if (json) printJson({ ...outcome, posted });
  console.error(said(posted));
  for (const problem of outcome.problems) console.error(`problem: ${oneLine(problem)}`);
  console.error(outcomeLine(outcome));
}

function said(posted: Posted): string {
  switch (posted.outcome) {
    case "none":
      return "no comment: no stack is affected";
    case "newer-head":
      return `no comment: the pull request is at ${oneLine(posted.head)} now`;
    case "later-run":
      return `no comment: run ${posted.run} has reviewed the same commit later`;
    default:
      return `comment ${posted.outcome}: ${oneLine(posted.url)}`;
  }
}

/** A line of its own could be a command to GitHub Actions. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ");
}

function exitOf({ verdict }: Outcome): ExitCode {
  return { success: EXIT.ok, approval: EXIT.approval, error: EXIT.failed }[verdict];
}
