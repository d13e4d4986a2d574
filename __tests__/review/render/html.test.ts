import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StackReview } from "../../../review/model";
import { renderHtml } from "../../../review/render/html";
import { escaped, html } from "../../../review/render/html/markup";
import {
  attribute,
  change,
  finding,
  fullReview,
  review,
  sampleReviews,
  shown,
} from "../../support/sample-review";

describe("the page of a review", () => {
  it("is the same for the same reviews, in whatever order they come", () => {
    const page = renderHtml(sampleReviews());
    expect(renderHtml(sampleReviews().reverse())).toBe(page);
    expect(renderHtml(JSON.parse(JSON.stringify(sampleReviews())))).toBe(page);
  });

  it("asks for nothing else: no address to load from, and a policy that allows none", () => {
    const page = renderHtml(sampleReviews());
    expect(page).not.toMatch(
      /<(link|img|iframe|object|embed|base|form)\b|\ssrc=|@import|url\(|\son\w+="|\sstyle="/,
    );
    expect(page).toMatch(
      /content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;; script-src &#39;sha256-[\w+/=]+&#39;; base-uri/,
    );
  });

  it("shows the worst stack first, and every address of every stack", () => {
    const page = renderHtml(sampleReviews());
    const order = [...page.matchAll(/<section class="stack \w+" id="([^"]+)"/g)].map(([, id]) => id);
    expect(order).toEqual([
      "stack-payments-production",
      "stack-festa-production",
      "stack-festa-development",
      "stack-quiet-staging",
    ]);
    const text = page.replaceAll("<wbr>", "");
    for (const { address } of fullReview().changes) {
      expect(text.replace(/<\/?span[^>]*>/g, "")).toContain(escaped(address));
    }
  });

  it("says who must approve what, and what every rule found", () => {
    const page = renderHtml([fullReview()]);
    expect(page).toContain("Needs the approval of web-platform");
    expect(page).toContain("Opens tcp/443 from ::/0");
    expect(page).toContain("waived by web-platform until 2026-12-31");
    expect(page).toContain('href="https://example.com/rules/stateful-replace"');
  });

  it("refuses to link to anything but the web", () => {
    const one = finding("block", "opens", { url: "javascript:alert(1)" });
    expect(renderHtml([review("a", { findings: [one] })])).not.toContain("javascript:");
  });

  it("keeps ids apart where names differ only in what ids cannot hold", () => {
    const page = renderHtml([review("a b"), review("a/b")]);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("lists every change of a very large plan, in full or by its address", () => {
    const changes = Array.from({ length: 8_000 }, (_, index) =>
      change(`aws_sqs_queue.jobs[${index}]`, "create"),
    );
    const started = performance.now();
    const page = renderHtml([review("large", { verdict: "changes", changes })]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(page.match(/data-group="create" data-risk/g)).toHaveLength(8_000);
  });

  it("unfolds findings beyond the first twenty", () => {
    const findings = Array.from({ length: 25 }, (_, index) => finding("block", `opens port ${index}`));
    const page = renderHtml([review("a", { findings })]);
    expect(page).toContain("<summary>5 more</summary>");
    expect(page.match(/Opens port/g)).toHaveLength(25);
  });

  it("says that there is nothing where there is nothing", () => {
    expect(renderHtml([])).toContain("There is no stack to review.");
  });
});

describe("text on the page", () => {
  const HOSTILE = `</style></script><img src=x onerror=alert(1)>"'\`&\u202e<!--`;

  it("is inert wherever it comes from", () => {
    const hostile = (value: unknown): unknown => {
      if (typeof value === "string") return value;
      if (Array.isArray(value)) return value.map(hostile);
      if (value === null || typeof value !== "object") return value;
      const words = [
        "group",
        "verdict",
        "kind",
        "severity",
        "mode",
        "order",
        "sign",
        "effect",
        "action",
        "status",
      ];
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => {
          if (words.includes(key)) return [key, item];
          return [key, typeof item === "string" ? `${item}${HOSTILE}` : hostile(item)];
        }),
      );
    };
    const page = renderHtml(hostile(sampleReviews()) as StackReview[], { title: HOSTILE });
    expect(page).not.toContain("<img");
    expect(page).not.toContain("\u202e");
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  it("holds no character that HTML reads, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { text: made } = html`<p title="${text}">${text}</p>`;
        expect(made.slice(10, -4).replace('">', "")).not.toMatch(/[<>"'`]/);
      }),
    );
  });

  it("shows characters that turn or hide text by their numbers", () => {
    expect(escaped("a\u202eb\u200bc\u0007d\ne")).toBe("a\\u202eb\\u200bc\\u0007d\ne");
  });

  it("marks what differs inside two values", () => {
    const one = attribute("image", shown("ghost:6.76.0"), shown("ghost:6.77.0"));
    const page = renderHtml([review("a", { changes: [change("a.b", "update", { attributes: [one] })] })]);
    expect(page).toContain("ghost:6.7<mark>6</mark>.0");
    expect(page).toContain("ghost:6.7<mark>7</mark>.0");
  });
});
