import type { GitHub } from "./github";

/** Characters that GitHub takes. */
const LONGEST_DESCRIPTION = 140;

export interface CommitStatusOptions {
  /** As in `owner/name`. */
  readonly repository: string;
  /** The commit that gets the status. */
  readonly commit: string;
  /** Name of the check, as in `teamstacks/review`. */
  readonly context: string;
  readonly state: "success" | "failure" | "error" | "pending";
  readonly description: string;
  /** Where its link leads. @default - no link */
  readonly url?: string;
}

/**
 * Sets the status of a commit, which branch protection can require.
 *
 * @see https://docs.github.com/en/rest/commits/statuses
 */
export async function setStatus(github: GitHub, options: CommitStatusOptions): Promise<void> {
  const { repository, commit, context, state, description, url } = options;
  await github.patience.persist(() =>
    github.write("POST", `/repos/${repository}/statuses/${commit}`, {
      context,
      state,
      description: shortened(description),
      ...(url === undefined ? {} : { target_url: url }),
    }),
  );
}

function shortened(text: string): string {
  const characters = [...text];
  if (text.length <= LONGEST_DESCRIPTION) return text;
  return `${characters.slice(0, LONGEST_DESCRIPTION - 1).join("")}…`;
}
