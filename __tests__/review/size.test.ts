import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GROUPS, type StackReview } from "../../review/model";
import { problemReview } from "../../review/problem-review";
import { COMMENT_LIMIT, renderMarkdown, STEP_SUMMARY_LIMIT } from "../../review/render/markdown";
import { type MadeChange, reviewOf } from "../support/plan-json";

const sizeOf = (text: string) => Math.max(text.length, Buffer.byteLength(text));

const many = (count: number, make: (index: number) => MadeChange) =>
  Array.from({ length: count }, (_, index) => make(index));

const named = (review: StackReview, stack: string): StackReview => ({ ...review, stack });

const text = fc.string({ unit: "grapheme", maxLength: 60 });
const value = fc.oneof(
  text,
  fc.constant("x".repeat(20_000)),
  fc.constant("line\n".repeat(300)),
  fc.integer(),
);
const change = fc.record({
  type: fc.constantFrom("aws_db_instance", "aws_subnet", "made_thing"),
  address: text,
  actions: fc.constantFrom(["create"], ["update"], ["delete"], ["forget"], ["delete", "create"], ["read"]),
  before: fc.dictionary(text, value, { maxKeys: 4 }),
  after: fc.dictionary(text, value, { maxKeys: 4 }),
});

/** Every fence that is opened is closed. */
function expectWhole(markdown: string): void {
  let open: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, fence] = /^ *(`{3,})/.exec(line) ?? [];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (line.trim() === open) open = undefined;
  }
  expect(open).toBeUndefined();
  expect(markdown.match(/<details/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
  expect(Buffer.from(markdown).toString()).toBe(markdown);
}

describe("the size of a comment", () => {
  it("stays within the limit for any input, and whole", () => {
    const stacks = fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 6 });
    fc.assert(
      fc.property(stacks, fc.constantFrom(2_000, 10_000, COMMENT_LIMIT), (plans, limitBytes) => {
        const reviews = plans.map((changes, index) => named(reviewOf(changes), `stack-${index}`));
        const markdown = renderMarkdown(reviews, { limitBytes });
        expect(sizeOf(markdown)).toBeLessThanOrEqual(limitBytes);
        expectWhole(markdown);
      }),
      { numRuns: 40 },
    );
  });

  it("holds with thousands of creations, which become a number before anything dangerous does", () => {
    const review = reviewOf([
      ...many(5_000, (index) => ({ address: `made_thing.n[${index}]`, after: { a: "b".repeat(50) } })),
      { type: "aws_db_instance", address: "aws_db_instance.gone", before: { name: "x" } },
      { type: "aws_subnet", address: "aws_subnet.new", actions: ["delete", "create"], before: {}, after: {} },
    ]);
    const markdown = renderMarkdown([review]);
    expect(sizeOf(markdown)).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(markdown).toContain("- `aws_db_instance.gone`");
    expect(markdown).toContain("- `aws_subnet.new`");
    expect(markdown).toMatch(/Create<\/b> \(5000\)|Create: 5000/);
    expect(markdown).toContain("Shortened to fit");
    expect(sizeOf(renderMarkdown([review], { limitBytes: STEP_SUMMARY_LIMIT }))).toBeGreaterThan(
      COMMENT_LIMIT,
    );
  });

  it("counts deletions that it cannot list", () => {
    const review = reviewOf(
      many(9_000, (index) => ({ address: `made_thing.n[${index}]`, before: { a: "b" } })),
    );
    const markdown = renderMarkdown([review]);
    expect(sizeOf(markdown)).toBeLessThanOrEqual(COMMENT_LIMIT);
    const listed = markdown.match(/^- `made_thing/gm)?.length ?? 0;
    const [, left] = /and (\d+) more, left out here/.exec(markdown) ?? [];
    expect(listed + Number(left)).toBe(9_000);
  });

  it("names every one of hundreds of stacks, the failed and dangerous ones first", () => {
    const danger = reviewOf([
      { type: "aws_db_instance", address: "aws_db_instance.a", before: { name: "x" } },
    ]);
    const calm = reviewOf(many(40, (index) => ({ address: `made_thing.n${index}`, after: { a: "b" } })));
    const reviews = [
      ...many(400, () => ({})).map((_, index) => named(calm, `calm-${index}`)),
      ...many(20, () => ({})).map((_, index) => named(danger, `danger-${index}`)),
      problemReview("broken", "it is not a plan"),
    ];
    const markdown = renderMarkdown(reviews);
    expect(sizeOf(markdown)).toBeLessThanOrEqual(COMMENT_LIMIT);
    for (const { stack } of reviews) expect(markdown).toContain(`\`${stack}\``);
    expect(markdown.match(/deletes the database instance/g)).toHaveLength(20);
    expect(markdown.indexOf("`broken`")).toBeLessThan(markdown.indexOf("`danger-0`"));
  });

  it("counts stacks for which there is no room at all", () => {
    const danger = reviewOf([
      { type: "aws_db_instance", address: "aws_db_instance.a", before: { name: "x" } },
    ]);
    const reviews = many(2_000, () => ({})).map((_, index) => named(danger, `${"s".repeat(60)}-${index}`));
    const markdown = renderMarkdown(reviews);
    expect(sizeOf(markdown)).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(markdown).toMatch(/And \d+ stacks need approval, for which there is no room here/);
  });

  it("lists groups in the order of their danger", () => {
    const actions = [["read"], ["create"], ["update"], ["delete"], ["forget"], ["create", "delete"]];
    const review = reviewOf([
      ...actions.map((one, index) => ({
        address: `made_thing.n${index}`,
        actions: one,
        before: { a: 1 },
        after: { a: 2 },
      })),
      {
        address: "made_thing.moved",
        actions: ["no-op"],
        previous_address: "made_thing.was",
        before: {},
        after: {},
      },
      { address: "made_thing.in", actions: ["no-op"], importing: { id: "x" }, before: {}, after: {} },
    ]);
    expect(review.changes.map(({ group }) => group)).toEqual([...GROUPS]);
  });
});
