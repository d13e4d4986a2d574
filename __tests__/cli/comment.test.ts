import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type CommentOptions, comment } from "../../cli/comment";
import { type GitHubServer, GitHubServer as Server } from "../support/github-server";
import { teamstacks } from "../support/output";
import { temporaryRoot } from "../support/root";
import { change, fullReview, review } from "../support/sample-review";

const CHANGES = review("festa-staging", { verdict: "changes", changes: [change("a.b", "create")] });
const affected = (...stacks: string[]) =>
  JSON.stringify({ schema: 1, stacks: stacks.map((stack) => ({ stack, status: "changed" })) });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A job of GitHub Actions on loopback, with the given reviews. */
async function job(
  reviews: readonly { stack: string }[],
  expected?: string,
  files: Record<string, string> = {},
) {
  const github = await Server.start();
  const written = reviews.map((one) => [`reviews/batch/${one.stack}.review.json`, JSON.stringify(one)]);
  const event = { pull_request: { number: 7, head: { sha: github.head } } };
  const root = temporaryRoot({
    "reviews/.keep": "",
    ...Object.fromEntries(written),
    ...(expected === undefined ? {} : { "affected.json": expected }),
    "event.json": JSON.stringify(event),
    ...files,
  });
  for (const [name, value] of Object.entries({
    GITHUB_TOKEN: "secret-token",
    GITHUB_REPOSITORY: "acme/live",
    GITHUB_EVENT_PATH: join(root, "event.json"),
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_RUN_ID: "500",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_STEP_SUMMARY: join(root, "summary.md"),
  })) {
    vi.stubEnv(name, value);
  }
  const options: CommentOptions = {
    json: false,
    reviews: join(root, "reviews"),
    expect: expected === undefined ? undefined : join(root, "affected.json"),
    status: "teamstacks/review",
    dryRun: false,
    clock: { now: () => 0, sleep: async () => {} },
  };
  return { github, root, options };
}

async function run(options: CommentOptions) {
  const lines: string[] = [];
  vi.spyOn(console, "error").mockImplementation((line) => void lines.push(String(line)));
  const exitCode = await comment(options).catch((error) => String(error));
  return { exitCode, lines };
}

const state = ({ statuses }: GitHubServer) =>
  statuses.map((status) => `${status.state}: ${status.description}`);

describe("teamstacks comment", () => {
  it("posts all reviews, sets the status and writes the summary", async () => {
    const { github, options, root } = await job([CHANGES], affected("festa-staging"));
    const { exitCode, lines } = await run(options);
    expect(exitCode).toBe(0);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(/^<!-- teamstacks:review head=a{40} run=500 attempt=2 -->\n/);
    expect(github.comments[0]?.body).toContain("festa-staging");
    expect(github.statuses).toEqual([
      {
        sha: github.head,
        context: "teamstacks/review",
        state: "success",
        description: "1 stack changes",
        target_url: "https://github.example/acme/live/actions/runs/500",
      },
    ]);
    expect(readFileSync(join(root, "summary.md"), "utf8")).toContain("festa-staging");
    expect(lines[0]).toMatch(/^comment created: https:/);
  });

  it("fits hundreds of stacks into one comment, and all of them into the summary", async () => {
    const stacks = Array.from({ length: 300 }, (_, index) => fullReview(`team-${index}-production`));
    const { github, options, root } = await job(
      stacks,
      affected(...stacks.map(({ stack }) => stack), "lost"),
    );
    expect(await run(options)).toMatchObject({ exitCode: 1 });
    const body = github.comments[0]?.body ?? "";
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
    expect(body).toContain("- `lost`");
    expect(body).toContain("team-299-production");
    const summary = readFileSync(join(root, "summary.md"));
    expect(summary.length).toBeGreaterThan(Buffer.byteLength(body));
    expect(summary.length).toBeLessThanOrEqual(1_048_576);
  });

  it("fails when an affected stack has no review, and says so on the pull request", async () => {
    const { github, options } = await job([CHANGES], affected("festa-staging", "festa-lost"));
    expect(await run(options)).toMatchObject({ exitCode: 1 });
    expect(github.comments[0]?.body).toContain("No review of these stacks");
    expect(state(github)).toEqual(["error: 1 without a review (festa-lost)"]);
  });

  it.each([
    ["is not there", undefined, "ENOENT"],
    ["is cut", '{"schema":1,', "JSON"],
  ])("fails when the list of affected stacks %s", async (_, content, reason) => {
    const { github, options, root } = await job([CHANGES], content);
    const { exitCode } = await run({ ...options, expect: join(root, "affected.json") });
    expect(exitCode).toBe(1);
    expect(github.comments[0]?.body).toContain("The review is not whole");
    expect(github.comments[0]?.body).toContain(reason);
  });

  it("fails when there is neither a review nor a list", async () => {
    const { github, options } = await job([]);
    expect(await run(options)).toMatchObject({ exitCode: 1 });
    expect(state(github)).toEqual(["error: 1 problem"]);
  });

  it("posts nothing new when no stack is affected, and is content", async () => {
    const { github, options } = await job([], affected());
    expect(await run(options)).toMatchObject({ exitCode: 0 });
    expect(github.comments).toEqual([]);
    expect(state(github)).toEqual(["success: No infrastructure changes"]);
  });

  it("ends with 3 until an owner approves exactly this plan", async () => {
    const { github, options, root } = await job([fullReview()], affected("festa-production"), {
      "members.json": '{"web-platform":["ann"]}',
    });
    const asked = { ...options, members: join(root, "members.json") };
    expect(await run(asked)).toMatchObject({ exitCode: 3 });
    expect(state(github)).toEqual(["failure: 1 waiting for approval (festa-production)"]);
    const line = /teamstacks approve .*/.exec(github.comments[0]?.body ?? "")?.[0] ?? "";
    github.add("eve", line);
    expect(await run(asked)).toMatchObject({ exitCode: 3 });
    github.add("ann", line);
    expect(await run(asked)).toMatchObject({ exitCode: 0 });
    expect(state(github).at(-1)).toBe("success: 1 stack changes");
    expect(github.comments[0]?.body).toContain("by `ann`");
  });

  it("leaves the comment of a newer head alone", async () => {
    const { github, options } = await job([CHANGES], affected("festa-staging"));
    github.head = "b".repeat(40);
    const { exitCode, lines } = await run(options);
    expect(exitCode).toBe(0);
    expect(lines[0]).toBe(`no comment: the pull request is at ${"b".repeat(40)} now`);
    expect(github.comments).toEqual([]);
  });

  it("leaves comment and status of a later run alone", async () => {
    const { github, options } = await job([CHANGES], affected("festa-staging"));
    await run(options);
    vi.stubEnv("GITHUB_RUN_ID", "499");
    const { lines } = await run(options);
    expect(lines[0]).toBe("no comment: run 500 has reviewed the same commit later");
    expect(github.statuses).toHaveLength(1);
  });

  it("fails when GitHub cannot be reached, and takes back a green status when it can", async () => {
    const { github, options } = await job([CHANGES], affected("festa-staging"));
    github.fault = ({ path }) => (path.includes("/statuses/") ? undefined : { breaks: "before" });
    const { exitCode, lines } = await run(options);
    expect(exitCode).toContain("8 waits were not enough");
    expect(lines.join("\n")).not.toContain("secret-token");
    expect(state(github)).toEqual(["error: The review could not be posted"]);
  });

  it("writes the page and the findings beside it", async () => {
    const { options, root } = await job([fullReview()]);
    await run({ ...options, page: join(root, "page.html"), sarif: join(root, "review.sarif") });
    expect(readFileSync(join(root, "page.html"), "utf8")).toContain("<!doctype html>");
    expect(JSON.parse(readFileSync(join(root, "review.sarif"), "utf8")).version).toBe("2.1.0");
    expect(existsSync(join(root, "summary.md"))).toBe(true);
  });

  it("prints the comment with --dry-run, without a token and without GitHub", async () => {
    const { root } = await job([CHANGES]);
    vi.stubEnv("GITHUB_TOKEN", undefined);
    const { exitCode, stdout } = teamstacks("comment", "--reviews", join(root, "reviews"), "--dry-run");
    expect({ exitCode }).toEqual({ exitCode: 0 });
    expect(stdout).toContain("festa-staging");
  });

  it.each([
    ["GITHUB_TOKEN", { GITHUB_TOKEN: undefined, GH_TOKEN: undefined }, {}],
    ["--repository", { GITHUB_REPOSITORY: undefined }, {}],
    ["--repository is not owner/name", {}, { repository: "acme" }],
    ["--pull-request", { GITHUB_EVENT_PATH: undefined }, {}],
    ["--head-sha is not a commit", {}, { headSha: "main" }],
  ])("refuses to guess: %s", async (message, env, changed) => {
    const { options, github } = await job([CHANGES]);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const { exitCode } = await run({ ...options, ...changed });
    expect(exitCode).toContain(message);
    expect(github.requests).toEqual([]);
  });
});
