import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Run } from "../../review/comment";

/** What the command line may say of where to comment; a job of GitHub Actions knows it all. */
export interface TargetOptions {
  /** As in `owner/name`. @default - `GITHUB_REPOSITORY` */
  readonly repository?: string;
  /** Number of the pull request. @default - the one of the event */
  readonly pullRequest?: number;
  /** Head commit that was reviewed. @default - the one of the event */
  readonly headSha?: string;
  /** Address of the REST API. @default - `GITHUB_API_URL`, or that of github.com */
  readonly apiUrl?: string;
}

/** Where to comment, and as whom. */
export interface Target {
  readonly repository: string;
  readonly pullRequest: number;
  readonly apiUrl: string;
  readonly token: string;
  readonly run: Run;
  /** Page of the run. @default - it has none */
  readonly runUrl?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const EVENT = z.looseObject({
  pull_request: z.looseObject({ number: z.number(), head: z.looseObject({ sha: z.string() }) }).optional(),
});

/**
 * Puts together the command line and the environment of a job of GitHub Actions.
 *
 * @throws Error that says what is missing, or what is not what it should be.
 */
export function targetOf(options: TargetOptions, env: Environment): Target {
  const event = readEvent(env.GITHUB_EVENT_PATH);
  const repository = needed(options.repository ?? env.GITHUB_REPOSITORY, "--repository, as in owner/name");
  const pullRequest = needed(options.pullRequest ?? event?.number, "--pull-request");
  const head = needed(options.headSha ?? event?.head.sha, "--head-sha");
  const token = needed(env.GITHUB_TOKEN ?? env.GH_TOKEN, "the variable GITHUB_TOKEN");
  // Both become parts of an address.
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Error(`--repository is not owner/name: ${repository}`);
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(head)) throw new Error(`--head-sha is not a commit: ${head}`);
  const { GITHUB_SERVER_URL: server, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = env;
  return {
    repository,
    pullRequest,
    apiUrl: options.apiUrl ?? env.GITHUB_API_URL ?? "https://api.github.com",
    token,
    run: { head, id: Number(id ?? 0), attempt: Number(attempt ?? 1) },
    runUrl: server && id ? `${server}/${repository}/actions/runs/${id}` : undefined,
  };
}

function readEvent(file: string | undefined) {
  if (file === undefined) return undefined;
  return EVENT.parse(JSON.parse(readFileSync(file, "utf8"))).pull_request;
}

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined || value === "")
    throw new Error(`Give ${what}; outside a pull request's job it is not known.`);
  return value;
}
