import { describe, expect, it } from "vitest";
import { setStatus } from "../../../review/comment/commit-status";
import { GitHub } from "../../../review/comment/github";
import { markedRun, marker } from "../../../review/comment/marker";
import { Patience } from "../../../review/comment/patience";
import { postComment, type StickyCommentOptions } from "../../../review/comment/sticky-comment";
import { type Fault, GitHubServer } from "../../support/github-server";

const HEAD = "a".repeat(40);
const BOT = "github-actions[bot]";
const RUN = { head: HEAD, id: 500, attempt: 1 };

async function fixture() {
  const server = await GitHubServer.start();
  const waits: number[] = [];
  const clock = {
    now: () => 1_700_000_000_000,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
  };
  const github = new GitHub({ apiUrl: server.url, token: "secret-token", patience: new Patience({ clock }) });
  const post = (changed: Partial<StickyCommentOptions> = {}) =>
    postComment(github, {
      repository: "acme/live",
      pullRequest: 7,
      run: RUN,
      body: "the review",
      isWanted: true,
      ...changed,
    });
  return { server, github, post, waits };
}

/** The given faults one after another for requests that match; all else works. */
function faults(pattern: RegExp, ...list: readonly Fault[]): GitHubServer["fault"] {
  const left = [...list];
  return ({ method, path }) => (pattern.test(`${method} ${path}`) ? left.shift() : undefined);
}

describe("the one comment of a pull request", () => {
  it("is made when there is none", async () => {
    const { server, post } = await fixture();
    const { id } = server.add("reader", "hello");
    expect(await post()).toEqual({
      outcome: "created",
      url: `https://github.example/acme/live/pull/7#issuecomment-${id + 1}`,
    });
    expect(server.comments.map(({ body }) => body)).toEqual(["hello", `${marker(RUN)}\nthe review`]);
  });

  it("is edited by every later run, and stays one", async () => {
    const { server, post } = await fixture();
    await post();
    expect(await post({ body: "new", run: { ...RUN, id: 501 } })).toMatchObject({ outcome: "updated" });
    expect(await post({ body: "new", run: { ...RUN, id: 501 } })).toMatchObject({ outcome: "unchanged" });
    expect(server.comments.map(({ body }) => body)).toEqual([`${marker({ ...RUN, id: 501 })}\nnew`]);
  });

  it("is found behind hundreds of others", async () => {
    const { server, post } = await fixture();
    for (let count = 0; count < 250; count += 1) server.add("reader", `comment ${count}`);
    const mine = server.add(BOT, `${marker({ ...RUN, id: 1 })}\nold`);
    server.add("reader", "last");
    expect(await post()).toMatchObject({ outcome: "updated" });
    expect(mine.body).toContain("the review");
    expect(server.comments).toHaveLength(252);
  });

  it("is found when another version wrote it", async () => {
    const { server, post } = await fixture();
    const mine = server.add(BOT, "<!-- teamstacks:review head=abc run=3 attempt=1 later=x.1 -->\nold");
    expect(markedRun(mine.body)).toEqual({ head: "abc", id: 3, attempt: 1 });
    expect(markedRun("<!-- teamstacks:review -->\n")).toEqual({ head: "", id: 0, attempt: 0 });
    await post();
    expect(server.comments).toMatchObject([{ id: mine.id, body: `${marker(RUN)}\nthe review` }]);
  });

  it("is left out when nothing is to be said, but an old one is corrected", async () => {
    const { server, post } = await fixture();
    expect(await post({ isWanted: false })).toEqual({ outcome: "none" });
    await post();
    expect(await post({ isWanted: false, body: "nothing any more" })).toMatchObject({ outcome: "updated" });
    expect(server.comments).toHaveLength(1);
  });

  it("refuses to take somebody else's comment for its own", async () => {
    const { server, post } = await fixture();
    const forged = marker({ ...RUN, id: 9_999 });
    server.add("attacker", `${forged}\nAll is well.`);
    server.add(BOT, `A job quotes: ${forged}`);
    expect(await post()).toMatchObject({ outcome: "created" });
    expect(server.comments).toHaveLength(3);
  });

  it("is of the user whose token it is", async () => {
    const { server, post } = await fixture();
    server.user = "Release-Bot";
    server.add(BOT, `${marker(RUN)}\nanother tool's`);
    await post();
    await post({ body: "again" });
    expect(server.comments.map(({ login }) => login)).toEqual([BOT, "Release-Bot"]);
  });

  it("refuses to overwrite a newer head", async () => {
    const { server, post } = await fixture();
    server.head = "b".repeat(40);
    const newer = server.add(BOT, `${marker({ head: server.head, id: 501, attempt: 1 })}\nnewer`);
    expect(await post()).toEqual({ outcome: "newer-head", head: server.head });
    expect(newer.body).toContain("newer");
    expect(server.log.filter((line) => !line.startsWith("GET"))).toEqual([]);
  });

  it("overwrites the review of a head that is gone, even of a later run", async () => {
    const { server, post } = await fixture();
    server.add(
      BOT,
      `${marker({ head: "c".repeat(40), id: 900, attempt: 1 })}\nof a commit that was forced away`,
    );
    expect(await post()).toMatchObject({ outcome: "updated" });
  });

  it.each([
    ["run", { ...RUN, id: 501 }],
    ["attempt", { ...RUN, attempt: 2 }],
  ])("refuses to overwrite a later %s of the same head", async (_, later) => {
    const { server, post } = await fixture();
    server.add(BOT, `${marker(later)}\nlater`);
    expect(await post()).toEqual({ outcome: "later-run", run: later.id });
  });

  it("looks again after a wait, so that a run that waited does not overwrite a newer one", async () => {
    const { server, post, waits } = await fixture();
    server.add(BOT, `${marker({ ...RUN, id: 1 })}\nold`);
    server.fault = ({ method }) => {
      if (method !== "PATCH") return undefined;
      server.head = "b".repeat(40);
      return { status: 403, headers: { "retry-after": "120" } };
    };
    expect(await post()).toEqual({ outcome: "newer-head", head: "b".repeat(40) });
    expect(waits).toEqual([120_000]);
  });

  it("is not made twice when the answer to its making is lost", async () => {
    const { server, post } = await fixture();
    server.fault = faults(/^POST/, { breaks: "after" });
    expect(await post()).toMatchObject({ outcome: "unchanged" });
    expect(server.comments).toHaveLength(1);
  });

  it.each([
    ["an earlier", 400, "updated", `${marker(RUN)}\nthe review`],
    ["a later", 600, "later-run", `${marker({ ...RUN, id: 600 })}\nthe other run`],
  ])("is one again when %s run made it at the same time", async (_, id, outcome, body) => {
    const { server, post } = await fixture();
    server.fault = ({ method }) => {
      if (method === "POST") server.add(BOT, `${marker({ ...RUN, id })}\nthe other run`);
      return undefined;
    };
    expect(await post()).toMatchObject({ outcome });
    expect(server.comments.map((comment) => comment.body)).toEqual([body]);
  });

  it("is made anew when somebody deletes it meanwhile", async () => {
    const { server, post } = await fixture();
    server.add(BOT, `${marker({ ...RUN, id: 1 })}\nold`);
    server.fault = ({ method }) => {
      if (method === "PATCH") server.comments.length = 0;
      return undefined;
    };
    expect(await post()).toMatchObject({ outcome: "created" });
    expect(server.comments).toHaveLength(1);
  });

  it("passes by failing pages, limits and a broken network", async () => {
    const { server, post, waits } = await fixture();
    const reset = String(1_700_000_000 + 60);
    server.fault = faults(
      /./,
      { breaks: "before" },
      { status: 502 },
      { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } },
      { status: 429, message: "You have exceeded a secondary rate limit" },
    );
    expect(await post()).toMatchObject({ outcome: "created" });
    expect(waits).toEqual([1_000, 2_000, 61_000, 480_000]);
  });

  it("fails when a limit lasts too long", async () => {
    const { server, post, waits } = await fixture();
    server.fault = faults(/POST/, { status: 403, headers: { "retry-after": "3600" }, message: "slow down" });
    await expect(post()).rejects.toThrow(/403 slow down \(gave up: it asks for 3600 s more\)/);
    expect(waits).toEqual([]);
  });

  it("fails when the network does not come back", async () => {
    const { server, post, waits } = await fixture();
    server.fault = () => ({ breaks: "before" });
    await expect(post()).rejects.toThrow("8 waits were not enough");
    expect(waits).toHaveLength(8);
  });

  it.each([
    [401, "Bad credentials"],
    [403, "Resource not accessible by integration"],
    [404, "Not Found"],
    [422, "Validation Failed"],
  ])("fails at once on %i, with GitHub's reason and without the token", async (status, message) => {
    const { server, post, waits } = await fixture();
    server.fault = faults(/comments$/, { status, message });
    const error = await post().catch(String);
    expect(error).toContain(`${status} ${message}`);
    expect(error).not.toContain("secret-token");
    expect(waits).toEqual([]);
  });

  it("refuses to follow a redirect with its token", async () => {
    const { server, post } = await fixture();
    const other = await GitHubServer.start();
    server.fault = () => ({
      status: 301,
      headers: { location: `${other.url}/user` },
      message: "Moved Permanently",
    });
    await expect(post()).rejects.toThrow("301 Moved Permanently");
    expect(other.requests).toEqual([]);
  });

  it.each(["http://github.example", "ftp://127.0.0.1", "github.example"])(
    "refuses %s as the API",
    (apiUrl) => {
      const patience = new Patience({ clock: { now: () => 0, sleep: async () => {} } });
      expect(() => new GitHub({ apiUrl, token: "t", patience })).toThrow("address of the API");
    },
  );
});

describe("the status of a commit", () => {
  it("is short enough for GitHub, and is repeated after a failure", async () => {
    const { server, github } = await fixture();
    server.fault = faults(/POST/, { status: 503 });
    const context = "teamstacks/review";
    const description = `${"😀".repeat(100)} end`;
    await setStatus(github, {
      repository: "acme/live",
      commit: HEAD,
      context,
      state: "failure",
      description,
    });
    expect(server.statuses).toHaveLength(1);
    expect(server.statuses[0]).toMatchObject({ sha: HEAD, context, state: "failure" });
    expect([...String(server.statuses[0]?.description)].length).toBeLessThanOrEqual(140);
  });
});
