/** GitHub asks for at least so much patience after a secondary rate limit that names no time. */
const SECONDARY_LIMIT_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;

/** The part of an answer that says whether to ask again. */
export interface Refusal {
  /** 0 when there was no answer. */
  readonly status: number;
  /** A header of the answer, by its lower-case name. */
  readonly header: (name: string) => string | null;
  /** What GitHub says in words. */
  readonly message: string;
}

/**
 * Milliseconds to wait before the same request is sent again; undefined when sending it again cannot help.
 *
 * @param failures Failures before this one.
 * @param now Milliseconds since 1970.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function retryDelay(refusal: Refusal, failures: number, now: number): number | undefined {
  const { status } = refusal;
  if (status === 403 || status === 429) return limitDelay(refusal, failures, now);
  const isPassing = status === 0 || status === 408 || status >= 500;
  if (!isPassing) return undefined;
  return statedDelay(refusal, now) ?? Math.min(FIRST_BACKOFF_MS * 2 ** failures, LONGEST_BACKOFF_MS);
}

function limitDelay(refusal: Refusal, failures: number, now: number): number | undefined {
  const stated = statedDelay(refusal, now);
  if (stated !== undefined) return stated;
  if (refusal.header("x-ratelimit-remaining") === "0") {
    const reset = Number(refusal.header("x-ratelimit-reset"));
    // A second more, because the clocks of two machines differ.
    if (reset > 0) return Math.max(reset * 1000 - now, 0) + 1_000;
  }
  const isLimit = refusal.status === 429 || /rate limit|abuse detection/i.test(refusal.message);
  return isLimit ? SECONDARY_LIMIT_MS * 2 ** Math.min(failures, 4) : undefined;
}

/** The header holds seconds, or a date where a proxy wrote it. */
function statedDelay({ header }: Refusal, now: number): number | undefined {
  const value = header("retry-after");
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
