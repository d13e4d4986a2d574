import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentBody } from "../../../review/comment";
import { parseExpected } from "../../../review/comment/expected";
import { type OutcomeInput, outcomeLine, outcomeOf } from "../../../review/comment/outcome";
import { preface } from "../../../review/comment/preface";
import { readReviews } from "../../../review/comment/read-review";
import { change, review } from "../../support/sample-review";

const DIGEST = `sd1:${"a".repeat(64)}`;
const NO_CHANGES = review("quiet");
const CHANGES = review("changing", { verdict: "changes", changes: [change("a.b", "create")] });
const ERROR = review("broken", { verdict: "error", problem: "no" });
const APPROVAL = review("risky", {
  verdict: "approval",
  approval: { digest: DIGEST, owners: ["web"], reasons: ["it"] },
});

function outcome(input: Partial<OutcomeInput>) {
  return outcomeOf({ reviews: [], problems: [], comments: [], members: { web: ["ann"] }, ...input });
}

function said(body: string, login = "ann") {
  const time = "2026-01-01T00:00:00Z";
  return { user: { login }, body, created_at: time, updated_at: time };
}

describe("how reviews end", () => {
  it("gives every affected stack exactly one state", () => {
    const { stacks, verdict } = outcome({
      reviews: [CHANGES, ERROR, NO_CHANGES],
      expected: [
        { stack: "absent", status: "changed" },
        { stack: "broken", status: "changed" },
        { stack: "changing", status: "added" },
        { stack: "comments", status: "metadata-only" },
        { stack: "quiet", status: "changed" },
      ],
    });
    expect(stacks.map(({ stack, state }) => `${stack} ${state}`)).toEqual([
      "absent missing",
      "broken error",
      "changing changed",
      "comments skipped",
      "quiet ok",
    ]);
    expect(verdict).toBe("error");
  });

  it("accepts changes that need nobody", () => {
    const result = outcome({ reviews: [CHANGES, NO_CHANGES] });
    expect(result.verdict).toBe("success");
    expect(outcomeLine(result)).toBe("1 stack changes");
    expect(preface(result)).toBe("");
  });

  it("accepts that nothing is affected", () => {
    const result = outcome({ expected: [{ stack: "a", status: "metadata-only" }] });
    expect([result.verdict, outcomeLine(result)]).toEqual(["success", "No infrastructure changes"]);
    expect(commentBody([], result, () => "")).toContain("No stack is affected");
  });

  it("refuses when a stack has no review", () => {
    const result = outcome({ expected: [{ stack: "absent", status: "added" }] });
    expect(result.verdict).toBe("error");
    expect(outcomeLine(result)).toBe("1 without a review (absent)");
    expect(preface(result)).toContain("- `absent`");
  });

  it("refuses a review that nothing asked for", () => {
    const result = outcome({ reviews: [CHANGES], expected: [] });
    expect(result.verdict).toBe("error");
    expect(result.problems).toEqual(["changing was reviewed, but is not among the affected stacks"]);
  });

  it("waits for an approval, and takes the one that names the digest", () => {
    const line = `teamstacks approve risky ${DIGEST}`;
    const waiting = outcome({ reviews: [APPROVAL] });
    expect([waiting.verdict, outcomeLine(waiting)]).toEqual(["approval", "1 waiting for approval (risky)"]);
    expect(preface(waiting)).toContain(line);
    const given = outcome({ reviews: [APPROVAL], comments: [said(line)] });
    expect(given.verdict).toBe("success");
    expect(preface(given)).toContain("`risky` by `ann`");
  });

  it.each([
    ["of another plan", said(`teamstacks approve risky sd1:${"b".repeat(64)}`)],
    ["by a stranger", said(`teamstacks approve risky ${DIGEST}`, "eve")],
    ["by the author", said(`teamstacks approve risky ${DIGEST}`)],
  ])("refuses an approval %s", (name, comment) => {
    const author = name === "by the author" ? "ann" : "bob";
    const result = outcome({ reviews: [APPROVAL], comments: [comment], author });
    expect(result.verdict).toBe("approval");
    expect(preface(result)).toContain("Approvals that do not count");
  });

  it("asks for an approval of every removed stack that holds something", () => {
    const expected = ["changing", "quiet"].map((stack) => ({ stack, status: "removed" as const }));
    const { stacks } = outcome({ reviews: [CHANGES, NO_CHANGES], expected });
    expect(stacks.map(({ approval }) => approval?.digest)).toEqual([CHANGES.digest, undefined]);
  });

  it("refuses to approve what has no digest", () => {
    const result = outcome({ reviews: [{ ...APPROVAL, approval: undefined, digest: undefined }] });
    expect(result.verdict).toBe("approval");
    expect(preface(result)).not.toContain("teamstacks approve");
  });
});

describe("what stands above the reviews", () => {
  it("stays small and inert, whatever is in it", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constant("```\n<!-- @everyone\n# ![x](http://x)"),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (problems) => {
        const made = preface(outcome({ problems }));
        expect(Buffer.byteLength(made)).toBeLessThan(20_000);
        for (const line of made.split("\n").filter((line) => line.startsWith("- "))) {
          expect(line).toMatch(/^- (`[^`]+`|and \d+ more)$/u);
        }
      }),
    );
  });

  it("leaves the rest of the room to the reviews", () => {
    const expected = Array.from({ length: 500 }, (_, index) => ({
      stack: `s${index}`,
      status: "changed" as const,
    }));
    const result = outcome({
      reviews: [CHANGES],
      expected: [...expected, { stack: "changing", status: "changed" }],
    });
    let room = 0;
    const body = commentBody([CHANGES], result, (_, most) => {
      room = most;
      return "x".repeat(most);
    });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536 - 512);
    expect(room).toBeGreaterThan(60_000);
  });
});

describe("files of reviews", () => {
  const text = JSON.stringify(CHANGES);

  it("are read as they were written", () => {
    expect(readReviews([{ name: "a", text }])).toEqual({ reviews: [CHANGES], problems: [] });
  });

  it("keep what a later version adds", () => {
    const later = { ...CHANGES, later: 1 };
    expect(readReviews([{ name: "a", text: JSON.stringify(later) }]).reviews).toEqual([later]);
  });

  it.each([
    ["another version", JSON.stringify({ ...CHANGES, schema: 2 }), "schema: is not 1"],
    ["something else", "[]", "expected object"],
    ["half a file", text.slice(0, 100), "JSON"],
    ["a verdict that nobody knows", JSON.stringify({ ...CHANGES, verdict: "fine" }), "verdict"],
  ])("refuses %s", (_, content, reason) => {
    const { reviews, problems } = readReviews([{ name: "a.review.json", text: content }]);
    expect(reviews).toEqual([]);
    expect(problems[0]).toContain("a.review.json: ");
    expect(problems[0]).toContain(reason);
  });

  it("refuses two reviews of one stack", () => {
    const files = ["a", "b"].map((name) => ({ name, text }));
    expect(readReviews(files).problems).toEqual(["b is a second review of changing"]);
  });

  it("refuses names of stacks that could be anything else", () => {
    const affected = (stack: string) => JSON.stringify({ schema: 1, stacks: [{ stack, status: "added" }] });
    expect(parseExpected(affected("festa-production"))).toEqual([
      { stack: "festa-production", status: "added" },
    ]);
    for (const name of ["", "../x", "a\n::set-env", "@all", "`x`"]) {
      expect(() => parseExpected(affected(name))).toThrow("not a name of a stack");
    }
  });
});
