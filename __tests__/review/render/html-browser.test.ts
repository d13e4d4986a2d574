import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, describe, expect, it, type TestContext } from "vitest";
import { renderHtml } from "../../../review/render/html";
import { launchChromium, openPage } from "../../support/chromium";
import { fullReview, review, sampleReviews } from "../../support/sample-review";
import { requireTool } from "../../support/terraform";

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let started: Promise<Browser> | undefined;

async function open(
  context: TestContext,
  options: Parameters<typeof openPage>[2],
  reviews = sampleReviews(),
) {
  requireTool(context, "chromium");
  started ??= launchChromium();
  return openPage(await started, renderHtml(reviews, { title: "acme/live #12" }), options);
}

afterAll(async () => (await started)?.close());

describe("the page in Chromium", () => {
  it("runs under its own policy and asks the network for nothing", async (context) => {
    const { page, errors, requests } = await open(context, DESKTOP);
    expect(await page.locator("h1").textContent()).toBe("acme/live #12");
    expect(await page.locator(".tools").isVisible()).toBe(true);
    expect({ errors, requests }).toEqual({ errors: [], requests: [] });
  });

  it("lets no other script run", async (context) => {
    const { page } = await open(context, DESKTOP);
    const ran = await page.evaluate(`(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
      return document.title;
    })()`);
    expect(ran).not.toBe("taken");
  });

  it.for([
    ["a phone", PHONE],
    ["a small phone", { ...PHONE, viewport: { width: 320, height: 640 } }],
    ["a desktop", DESKTOP],
  ] as const)("fits the width of %s, with everything open", async ([, options], context) => {
    const { page } = await open(context, options);
    await page.getByRole("button", { name: "Expand all" }).click();
    const widths = await page.evaluate<number[]>(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    );
    expect(widths[0]).toBe(widths[1]);
  });

  it("can be tapped with a thumb on a phone", async (context) => {
    const { page } = await open(context, PHONE);
    const heights = await page
      .locator("button:visible, details.change > summary:visible")
      .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(8);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
  });

  it("shows only what a filter asks for, and everything again", async (context) => {
    const { page } = await open(context, DESKTOP);
    const changes = page.locator(".change:visible");
    const all = await changes.count();
    await page.getByRole("button", { name: /Replace 1/ }).click();
    expect(await changes.count()).toBe(1);
    expect(await page.locator("#count").textContent()).toBe(`1 of ${all} changes`);
    expect(await page.locator("section.stack:visible").count()).toBe(1);
    await page.getByRole("button", { name: /Destroy 1/ }).click();
    expect(await changes.count()).toBe(2);
    await page.getByRole("button", { name: /Replace 1/ }).click();
    await page.getByRole("button", { name: /Destroy 1/ }).click();
    expect(await changes.count()).toBe(all);
    await page.getByRole("button", { name: /Findings/ }).click();
    expect(await changes.count()).toBe(4);
  });

  it("searches addresses, values and stacks", async (context) => {
    const { page } = await open(context, DESKTOP);
    const changes = page.locator(".change:visible");
    for (const [words, count] of [
      ["GHOST:6.77", 1],
      ["festa-development", 1],
      ["festa-production queue", 1],
      ["queue", 2],
      ["no such thing", 0],
    ] as const) {
      await page.locator("#search").fill(words);
      await page.locator("#count", { hasText: `${count} of ` }).waitFor();
      expect(await changes.count()).toBe(count);
    }
    await page.getByRole("button", { name: "Show everything" }).click();
    expect(await changes.count()).toBe(11);
  });

  it("opens what a link leads to, from the picture, the findings and the address bar", async (context) => {
    const { page } = await open(context, { ...DESKTOP, hash: "#stack-festa-production.4" });
    const card = (index: number) => page.locator(`[id="stack-festa-production.${index}"]`);
    expect(await card(4).getAttribute("open")).not.toBeNull();
    expect(await card(1).getAttribute("open")).toBeNull();
    await page.locator(".findings a", { hasText: "aws_rds_cluster.database" }).click();
    await card(1).locator(".body").waitFor({ state: "visible" });
    await page.locator(".picture a[aria-label^='aws_sqs_queue.jobs']").first().click();
    await card(8).locator(".body").waitFor({ state: "visible" });
    expect(await page.evaluate("document.activeElement.parentElement.id")).toBe("stack-festa-production.8");
  });

  it("can be used with keys alone", async (context) => {
    const { page, errors } = await open(context, DESKTOP);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(`document.activeElement?.textContent`)).toBe("Skip to the changes");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await page.evaluate(`document.activeElement?.parentElement?.id`)).toBe("stack-festa-production.1");
    await page.keyboard.press("Enter");
    expect(await page.locator("[id='stack-festa-production.1']").getAttribute("open")).not.toBeNull();
    await page.keyboard.press("/");
    await page.keyboard.type("subnet");
    await page.locator("#count", { hasText: "1 of " }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".change:visible").count()).toBe(11);
    expect(errors).toEqual([]);
  });

  it.for(["light", "dark"] as const)(
    "can be read in %s, as the system asks and by the button",
    async (scheme, context) => {
      const { page } = await open(context, { ...DESKTOP, colorScheme: scheme });
      await page.getByRole("button", { name: "Expand all" }).click();
      const other = scheme === "dark" ? "light" : "dark";
      expect(await lowContrast(page)).toEqual([]);
      await page.getByRole("button", { name: "Switch between light and dark" }).click();
      expect(await page.evaluate(`getComputedStyle(document.documentElement).colorScheme`)).toBe(other);
      expect(await lowContrast(page)).toEqual([]);
    },
  );

  it("says everything without scripts", async (context) => {
    const { page } = await open(context, { ...DESKTOP, javaScriptEnabled: false });
    expect(await page.locator(".tools").isVisible()).toBe(false);
    const text = await page.locator("main").innerText();
    for (const words of ["Needs the approval of web-platform", "aws_rds_cluster.database", "Invalid index"]) {
      expect(text).toContain(words);
    }
  });

  it("is usable at once with hundreds of stacks", async (context) => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...fullReview(`team-${index}-production`) }));
    const started = performance.now();
    const { page } = await open(context, DESKTOP, [...many, review("quiet")]);
    await page.locator("#search").fill("team-250-production queue");
    await page.locator("#count", { hasText: "1 of 3000 changes" }).waitFor();
    expect(await page.locator("nav li:visible").count()).toBe(1);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

/** Texts whose contrast to what is behind them is below 4.5, with the contrast. */
function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate(readFileSync(join(__dirname, "..", "..", "support", "low-contrast.js"), "utf8"));
}
