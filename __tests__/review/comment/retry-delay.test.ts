import { describe, expect, it } from "vitest";
import { retryDelay } from "../../../review/comment/retry-delay";

const NOW = 1_700_000_000_000;

function delay(status: number, headers: Record<string, string> = {}, message = "", failures = 0) {
  return retryDelay({ status, header: (name) => headers[name] ?? null, message }, failures, NOW);
}

describe("when to ask GitHub again", () => {
  it.each([
    ["the network failed", delay(0), 1_000],
    ["the network failed three times before", delay(0, {}, "", 3), 8_000],
    ["it failed very often", delay(503, {}, "", 20), 60_000],
    ["a bad gateway", delay(502), 1_000],
    ["unavailable, with a time", delay(503, { "retry-after": "7" }), 7_000],
    ["a secondary limit with a time", delay(403, { "retry-after": "30" }), 30_000],
    ["a limit with a date", delay(429, { "retry-after": new Date(NOW + 5_000).toUTCString() }), 5_000],
    [
      "the hourly limit",
      delay(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 90) }),
      91_000,
    ],
    ["a limit that is over", delay(429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }), 1_000],
    ["a secondary limit without a time", delay(403, {}, "You have exceeded a secondary rate limit"), 60_000],
    ["the same again", delay(429, {}, "", 2), 240_000],
  ])("waits after %s", (_, got, expected) => {
    expect(got).toBe(expected);
  });

  it.each([
    ["a wrong token", 401],
    ["a missing permission", 403],
    ["something that is not there", 404],
    ["a body that is too long", 422],
  ])("refuses to ask again after %s", (_, status) => {
    expect(
      delay(status, { "x-ratelimit-remaining": "4999", "x-ratelimit-reset": "9999999999" }),
    ).toBeUndefined();
  });
});
