import { GitHubError } from "./github-error";

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** The clock of the machine. */
export const CLOCK: Clock = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
};

export interface PatienceOptions {
  readonly clock: Clock;
  /** Waits, all together. @default 8 */
  readonly mostWaits?: number;
  /** Seconds of waiting, all together. @default 900 */
  readonly mostSeconds?: number;
  /** Is told before each wait. @default - nobody is told */
  readonly tell?: (line: string) => void;
}

/** How often and how long one run waits for GitHub, all its requests together. */
export class Patience {
  private waits = 0;
  private waitedMs = 0;

  constructor(private readonly options: PatienceOptions) {}

  /** Failures that were waited for so far. */
  get failures(): number {
    return this.waits;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.options.clock.now();
  }

  /**
   * Does `work` until it succeeds.
   *
   * @throws GitHubError when asking again cannot help, or the patience is at its end.
   */
  async persist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        await this.wait(error);
      }
    }
  }

  private async wait(error: unknown): Promise<void> {
    if (!(error instanceof GitHubError) || error.retryAfterMs === undefined) throw error;
    const { mostWaits = 8, mostSeconds = 900, clock, tell } = this.options;
    const seconds = Math.ceil(error.retryAfterMs / 1000);
    const isTooLong = this.waitedMs + error.retryAfterMs > mostSeconds * 1000;
    if (isTooLong || this.waits >= mostWaits) {
      const why = isTooLong ? `it asks for ${seconds} s more` : `${this.waits} waits were not enough`;
      throw new GitHubError(`${error.message} (gave up: ${why})`, error.status);
    }
    this.waits += 1;
    this.waitedMs += error.retryAfterMs;
    tell?.(`${error.message}; asking again in ${seconds} s`);
    await clock.sleep(error.retryAfterMs);
  }
}
