import { describe, expect, it } from "vitest";
import {
  type Approvable,
  approvalLine,
  approvalLines,
  approvalState,
  type Comment,
  parseComments,
  parseMembers,
} from "../../review/approval";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER = `sha256:${"b".repeat(64)}`;
const WANTED: Approvable = {
  stack: "festa-production",
  digest: DIGEST,
  owners: ["web-platform", "@carol"],
  members: { "web-platform": ["alice", "Bob"] },
};

const comment = (login: string, body: string, edited = false): Comment => ({
  user: { login },
  body,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: edited ? "2026-01-02T00:00:00Z" : "2026-01-01T00:00:00Z",
});
const approving = (login: string, digest = DIGEST, stack = WANTED.stack) =>
  comment(login, `Looks fine.\r\n\r\n  ${approvalLine(stack, digest)}  \r\nThank you`);

describe("an approval", () => {
  it.each(["alice", "bob", "Carol"])("by the owner %s counts", (login) => {
    expect(approvalState(WANTED, [comment("x", "hello"), approving(login)])).toEqual({
      by: login,
      notes: [],
    });
  });

  it("is still there after a push that changes nothing, and others came later", () => {
    const comments = [approving("alice"), approving("bob", OTHER), comment("x", "hello")];
    expect(approvalState(WANTED, comments).by).toBe("alice");
  });

  it.each<[string, Comment, Partial<Approvable>, RegExp]>([
    ["of another plan", approving("alice", OTHER), {}, /another plan .* void/],
    ["by somebody else", approving("mallory"), {}, /none of the owners/],
    ["by a stranger with the name of a group", approving("web-platform"), {}, /none of the owners/],
    ["by the author of the change", approving("alice"), { author: "Alice" }, /cannot approve it/],
    ["that was edited", { ...approving("alice"), updated_at: "2026-01-02T00:00:00Z" }, {}, /edited/],
    ["by a deleted user", { ...approving("alice"), user: null }, {}, /none of the owners/],
    ["where nobody is an owner", approving("alice"), { owners: [] }, /none of the owners/],
    [
      "by a member of a team that is written with @",
      approving("org/team"),
      { owners: ["@org/team"] },
      /none/,
    ],
  ])("refuses one %s", (_, one, changes, why) => {
    const { by, notes } = approvalState({ ...WANTED, ...changes }, [one]);
    expect(by).toBeUndefined();
    expect(notes[0]).toMatch(why);
    expect(notes.at(-1)).toContain(approvalLine(WANTED.stack, DIGEST));
  });

  it.each([
    ["of another stack", approving("alice", DIGEST, "festa-staging")],
    ["that is quoted", comment("alice", `> ${approvalLine(WANTED.stack, DIGEST)}`)],
    ["inside a sentence", comment("alice", `I will not ${approvalLine(WANTED.stack, DIGEST)}`)],
    ["with words after it", comment("alice", `${approvalLine(WANTED.stack, DIGEST)} never`)],
    ["without a digest", comment("alice", `teamstacks approve ${WANTED.stack}`)],
    ["with a cut digest", comment("alice", approvalLine(WANTED.stack, DIGEST.slice(0, 20)))],
    ["without a text", { ...comment("alice", ""), body: null }],
  ])("refuses one %s", (_, one) => {
    const { by, notes } = approvalState(WANTED, [one]);
    expect({ by, notes: notes.length }).toEqual({ by: undefined, notes: 1 });
  });

  it("says who can give it", () => {
    expect(approvalState(WANTED, []).notes).toEqual([
      `It needs the approval of one of web-platform, @carol, as a comment with the line: teamstacks approve festa-production ${DIGEST}`,
    ]);
  });
});

describe("comments", () => {
  it("are read page by page or all at once", () => {
    const all = [approving("alice"), approving("bob")];
    expect(parseComments(JSON.stringify(all))).toEqual(all);
    expect(parseComments(JSON.stringify(all.map((one) => [one])))).toEqual(all);
    expect(approvalLines(all[0]?.body ?? "")).toEqual([{ stack: WANTED.stack, digest: DIGEST }]);
  });

  it("refuses what GitHub does not return", () => {
    expect(() => parseComments('{"message":"Not Found"}')).toThrow();
    expect(() => parseComments('[{"user":{"login":"alice"},"body":"x"}]')).toThrow();
    expect(() => parseMembers('{"web-platform":"alice"}')).toThrow();
  });
});
