import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../review/render/markdown";
import { reviewOf } from "../support/plan-json";

const HOSTILE = [
  "```\n# heading\n```",
  "` @admin `",
  "<!-- teamstacks -->",
  "<script>alert(1)</script>",
  "</details><img src=x onerror=alert(1)>",
  "@everyone please approve",
  "[approve](javascript:alert(1))",
  "| a | b |\n|---|---|",
  "\r\n\r\n## Plan review: nothing to do",
  "#1 GH-2 https://evil.example www.evil.example",
  "\u202e\u0000\u2028txt",
  "~~~\n# heading\n~~~",
  "- [x] approved",
  "&lt;b&gt;",
  "*bold* _it_ ~~gone~~ :tada:",
];

/** What of Markdown is left once code, fenced or in a line, is taken out: only that is read as Markdown or HTML. */
function outsideOfCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, mark] = /^ *(`{3,})/.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined) fence = line.trim() === fence ? undefined : fence;
    else lines.push(line.replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, "CODE"));
  }
  return lines.join("\n");
}

const everywhere = (text: string) =>
  reviewOf(
    [
      {
        address: `made_thing.a["${text}"]`,
        before: { [text]: text, list: [text] },
        after: { [text]: "x", list: [] },
      },
      {
        address: text,
        actions: ["delete", "create"],
        before: { a: text },
        after: { a: "b" },
        replace_paths: [["a"]],
        action_reason: text,
      },
      { address: `made_thing.${text}`, actions: ["no-op"], previous_address: text, before: {}, after: {} },
      {
        address: "made_thing.i",
        actions: ["update"],
        importing: { id: text },
        before: {},
        after: { a: text },
      },
      {
        type: "aws_security_group",
        address: text,
        before: { ingress: [] },
        after: { ingress: [{ protocol: text, from_port: 1, to_port: 2, cidr_blocks: ["0.0.0.0/0"] }] },
      },
      { type: text, address: "made_thing.t", before: { x: 1 } },
    ],
    {
      output_changes: { [text]: { actions: ["create"], before: null, after: text } },
      checks: [
        {
          address: { to_display: text, kind: text },
          status: "fail",
          instances: [{ status: "fail", problems: [{ message: text }] }],
        },
      ],
      resource_drift: [
        { address: text, change: { actions: ["update"], before: { a: 1 }, after: { a: text } } },
      ],
      deferred_changes: [{ reason: text, resource_change: { address: text, change: { actions: [text] } } }],
      action_invocations: [
        {
          address: text,
          type: text,
          lifecycle_action_trigger: { triggering_resource_address: text, action_trigger_event: text },
        },
      ],
    },
    {
      stack: text,
      provenance: {
        stack: text,
        team: text,
        class: text,
        owners: [text],
        sources: { [text]: { file: text, key: text, path: text } },
      },
      conftest: [JSON.stringify([{ failures: [{ msg: text, metadata: { url: text, id: text } }] }])],
    },
  );

/** Nothing that means anything to Markdown, to HTML or to GitHub comes from the text of a plan. */
function expectInert(markdown: string): void {
  const outside = outsideOfCode(markdown);
  const tags = outside.match(/<[^>]*>?/g) ?? [];
  const ours = /^<(details( open)?|summary|b|\/b|\/summary|\/details)>$/;
  expect(tags.filter((tag) => !ours.test(tag))).toEqual([]);
  expect(outside).not.toMatch(/@|https?:|www\.|javascript:|<!--|\[x\]|!\[|~~|\|/);
  const headings = outside.split("\n").filter((line) => /^\s*#/.test(line));
  expect(headings.every((line) => /^## Plan review: |^### CODE: /.test(line))).toBe(true);
}

describe("text of a plan in Markdown", () => {
  it.each(HOSTILE)("is inert: %j", (text) => {
    expectInert(renderMarkdown([everywhere(text)]));
  });

  it("is inert at every detail", () => {
    for (const limitBytes of [2_000, 5_000, 20_000]) {
      for (const text of HOSTILE) expectInert(renderMarkdown([everywhere(text)], { limitBytes }));
    }
  });

  it("is inert, whatever it is", () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("`", "``", "\n", "\n\n", "    ", "<", "@", "|"),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        expectInert(renderMarkdown([everywhere(pieces.join(""))]));
      }),
      { numRuns: 60 },
    );
  });
});
