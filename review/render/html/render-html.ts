import { createHash } from "node:crypto";
import { textFile } from "../../../templates/text-file";
import type { Change, StackReview } from "../../model";
import { html, Markup } from "./markup";
import { stackSection } from "./stack-section";
import { byUrgency, GROUP_WORDS, groupCounts, plural, VERDICT_WORDS, worstVerdict } from "./words";

/** Changes that a page shows in full; the others are a line each. */
const MOST_CARDS = 3_000;
/** Beyond so many changes a browser leaves out what is not in sight. */
const LARGE = 300;

export interface HtmlOptions {
  /** Heading of the page, as in `acme/live #12`. @default "Plan review" */
  readonly title?: string;
}

/**
 * The reviews as one page that needs nothing else: no network, no other file. Its policy lets no script run but its
 * own. Without scripts everything can be read; filters and links into closed parts need them.
 */
export function renderHtml(
  reviews: readonly StackReview[],
  { title = "Plan review" }: HtmlOptions = {},
): string {
  const stacks = named(byUrgency(reviews));
  const [style, script] = [textFile("review/page.css"), textFile("review/page.js")];
  // Inside these two elements HTML escapes nothing, and both are ours.
  const [styleText, scriptText] = [new Markup(style), new Markup(script)];
  const isLarge = reviews.reduce((sum, { changes }) => sum + changes.length, 0) > LARGE;
  let cards = MOST_CARDS;
  const sections = stacks.map(({ review, id }) => {
    const section = stackSection(review, { id, mostCards: Math.max(cards, 0) });
    cards -= review.changes.length;
    return section;
  });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}: ${VERDICT_WORDS[worstVerdict(reviews)].toLowerCase()}</title>
<style>${styleText}</style>
</head>
<body>
<a class="skip" href="#changes">Skip to the changes</a>
${banner(reviews, title)}
<div class="columns">
${contents(stacks)}
<main id="changes" tabindex="-1"${isLarge && html` class="large"`}>
<p id="nothing" class="empty" hidden>Nothing matches. <button type="button" id="reset">Show everything</button></p>
${sections.length === 0 ? html`<p class="empty">There is no stack to review.</p>` : sections}
</main>
</div>
<script>${scriptText}</script>
</body>
</html>
`.text;
}

interface NamedStack {
  readonly review: StackReview;
  readonly id: string;
}

function named(reviews: readonly StackReview[]): readonly NamedStack[] {
  const used = new Set<string>();
  return reviews.map((review, index) => {
    const plain = `stack-${review.stack.replace(/[^\w-]+/g, "-")}`;
    const id = used.has(plain) ? `${plain}-${index}` : plain;
    used.add(id);
    return { review, id };
  });
}

function banner(reviews: readonly StackReview[], title: string): Markup {
  const verdict = worstVerdict(reviews);
  const changes = reviews.flatMap((review) => review.changes);
  return html`<header class="banner ${verdict}">
<div class="title"><h1>${title}</h1><span class="verdict ${verdict}">${VERDICT_WORDS[verdict]}</span><span class="quiet">${summary(reviews)}</span>
<div class="buttons" hidden><button type="button" id="expand">Expand all</button><button type="button" id="theme" aria-label="Switch between light and dark">◐</button></div></div>
<div class="tools" hidden>
<label class="search"><span class="unseen">Search</span><input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></label>
<div class="filters" role="group" aria-label="Show only">${filters(changes)}</div>
<p id="count" class="quiet" role="status"></p>
</div>
</header>`;
}

function filters(changes: readonly Change[]): readonly Markup[] {
  const risky = html`<button type="button" class="filter risk" data-filter="risk" aria-pressed="false">⚑ Findings</button>`;
  const groups = groupCounts(changes).map(({ group, count }) => {
    const { sign, title } = GROUP_WORDS[group];
    return html`<button type="button" class="filter ${group}" data-filter="${group}" aria-pressed="false"><span class="sign" aria-hidden="true">${sign}</span> ${title} <span class="count">${count}</span></button>`;
  });
  return [...groups, risky];
}

function summary(reviews: readonly StackReview[]): string {
  const hidden = reviews.reduce((sum, { masked }) => sum + masked, 0);
  const waiting = reviews.filter(({ verdict }) => verdict === "approval").length;
  return [
    plural(reviews.length, "stack"),
    waiting > 0 && `${waiting} ${waiting === 1 ? "needs" : "need"} approval`,
    hidden > 0 && `${plural(hidden, "secret value")} hidden`,
  ]
    .filter((part) => part !== false)
    .join(" · ");
}

function contents(stacks: readonly NamedStack[]): Markup {
  const items = stacks.map(({ review, id }) => {
    const counts = groupCounts(review.changes).map(
      ({ group, count }) => html`<span class="mini ${group}">${GROUP_WORDS[group].sign}${count}</span>`,
    );
    return html`<li data-for="${id}"><a href="#${id}"><span class="dot ${review.verdict}" aria-hidden="true"></span><span class="name">${review.stack}</span><span class="unseen">${VERDICT_WORDS[review.verdict]}</span><span class="minis">${counts}</span></a></li>
`;
  });
  return html`<nav aria-label="Stacks"${stacks.length < 2 && html` class="single"`}><h2>Stacks</h2><ul>${items}</ul></nav>`;
}

function policy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
