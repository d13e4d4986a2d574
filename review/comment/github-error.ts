/** A request to GitHub that did not succeed. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";

  /**
   * @param status Status of the answer; 0 when there was none.
   * @param retryAfterMs Milliseconds after which the same request may succeed; absent when it never will.
   */
  constructor(
    message: string,
    readonly status: number,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}
