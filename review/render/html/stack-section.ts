import { approvalLine } from "../../approval";
import type { Change, Finding, StackReview } from "../../model";
import { attributeRows, foldedNote } from "./attribute-rows";
import { changeCard, changeLine, finding } from "./change-card";
import { html, type Markup, type Part } from "./markup";
import { picture } from "./picture";
import { GROUP_WORDS, groupCounts, plural, VERDICT_WORDS } from "./words";

/** The most dangerous groups are open, as far as a person can read them. */
const OPEN_GROUPS: readonly string[] = ["destroy", "replace", "forget"];
const MOST_OPEN = 50;
/** Findings that stand above everything else; the others can be unfolded. */
const MOST_FINDINGS = 20;
/** Nodes of a picture that is seen at once. */
const MOST_DRAWN_OPEN = 60;
const OPEN = html` open`;

export interface StackSectionOptions {
  /** Id of the section, unique on the page. */
  readonly id: string;
  /** Changes that are shown in full; the others are a line each. */
  readonly mostCards: number;
}

/** All that there is to say about one stack. */
export function stackSection(review: StackReview, { id, mostCards }: StackSectionOptions): Markup {
  const ids = new Map(review.changes.map((change, index) => [change, `${id}.${index}`]));
  const byAddress = grouped(review.findings);
  return html`<section class="stack ${review.verdict}" id="${id}" data-stack="${review.stack}">
${head(review)}${alarm(review)}${approval(review)}${loose(review, ids)}${topology(review, ids)}
${groups(review, ids, byAddress, mostCards)}${renames(review)}${drift(review)}${outputs(review)}${checks(review)}${later(review)}${foot(review)}
</section>
`;
}

function head({ stack, verdict, owner, terraform, terraformLine, alsoLine }: StackReview): Markup {
  const chips = [
    owner?.class,
    owner?.team,
    ...(owner?.owners ?? []).map((name) => `@${name.replace(/^@/, "")}`),
  ];
  const version =
    terraform.version !== undefined && html`<span class="chip">Terraform ${terraform.version}</span>`;
  return html`<header class="stack-head"><h2>${stack}</h2><span class="verdict ${verdict}">${VERDICT_WORDS[verdict]}</span>
<span class="chips">${chips.filter((chip) => chip !== undefined).map((chip) => html`<span class="chip">${chip}</span>`)}${version}</span>
<p class="line">${terraformLine}${alsoLine !== "" && html` <b>Also: ${alsoLine}.</b>`}</p></header>
`;
}

function alarm({ problem, flags, verdict, reasons }: StackReview): Part {
  const failed = "Planning failed. The list below is partial, and Terraform will not apply this plan.";
  const isUnsaid = verdict === "error" && problem === undefined && !flags.errored;
  const isPartial = !flags.errored && !flags.complete && problem === undefined;
  return [
    problem !== undefined && html`<p class="alarm">${problem}</p>`,
    flags.errored && html`<p class="alarm">${failed}</p>`,
    isUnsaid && reasons.map((reason) => html`<p class="alarm">${reason}</p>`),
    isPartial && html`<p class="alarm soft">The plan is partial: something is left to plan after it.</p>`,
  ];
}

function approval({ stack, approval, findings }: StackReview): Markup | false {
  if (approval === undefined) return false;
  const { digest, owners } = approval;
  const who = owners.length === 0 ? "somebody who may answer for it" : owners.join(", ");
  const said = findings.filter(isUrgent).map(({ message }) => message);
  // What a finding says stands below, with a link to the resource.
  const reasons = approval.reasons.filter((reason) => !said.some((message) => reason.includes(message)));
  const more = reasons.length > 0 && html`<ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`;
  const line = approvalLine(stack, digest);
  return html`<div class="consent"><p><b>Needs the approval of ${who}</b></p>${more}
<p class="digest"><span>A comment with this line approves exactly this plan:</span> <code>${line}</code> <button type="button" class="copy" data-copy="${line}" hidden>Copy</button></p></div>
`;
}

function isUrgent({ severity, waiver }: Finding): boolean {
  return severity === "block" && waiver === undefined;
}

/** Findings about resources that no card shows. */
function loose(review: StackReview, ids: ReadonlyMap<Change, string>): Markup | false {
  const carded = new Map([...ids].map(([{ address }, id]) => [address, id]));
  const shown = review.findings.filter(
    (one) => isUrgent(one) || one.address === undefined || !carded.has(one.address),
  );
  if (shown.length === 0) return false;
  const items = shown.map((one) => {
    const address = one.address === undefined ? false : html`<code>${one.address}</code>`;
    const id = carded.get(one.address ?? "");
    return html`<li>${finding(one)}${id === undefined ? address : html`<a href="#${id}">${address}</a>`}</li>`;
  });
  const rest = items.slice(MOST_FINDINGS);
  const more =
    rest.length > 0 &&
    html`<details><summary>${plural(rest.length, "more", "more")}</summary><ul class="findings">${rest}</ul></details>`;
  return html`<div class="said"><ul class="findings" aria-label="What rules say">${items.slice(0, MOST_FINDINGS)}</ul>${more}</div>
`;
}

function topology({ graph, changes }: StackReview, ids: ReadonlyMap<Change, string>): Markup | false {
  const links = new Map<string, string>();
  for (const change of changes) {
    const node = change.address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
    const id = ids.get(change);
    if (id !== undefined && !links.has(node)) links.set(node, `#${id}`);
  }
  const drawing = picture(graph, (address) => links.get(address));
  if (drawing === undefined) return false;
  return html`<details class="topology"${graph.nodes.length <= MOST_DRAWN_OPEN && OPEN}><summary><h3>Picture</h3></summary>${drawing}</details>
`;
}

function groups(
  { changes }: StackReview,
  ids: ReadonlyMap<Change, string>,
  findings: ReadonlyMap<string, readonly Finding[]>,
  mostCards: number,
): Part {
  let cards = 0;
  return groupCounts(changes).map(({ group, count }) => {
    const isOpen = count <= MOST_OPEN && (OPEN_GROUPS.includes(group) || changes.length <= MOST_OPEN);
    const items = changes
      .filter((change) => change.group === group)
      .map((change) => {
        cards += 1;
        const id = ids.get(change) ?? "";
        if (cards > mostCards) return changeLine(change, id);
        return changeCard(change, { id, findings: findings.get(change.address) ?? [] });
      });
    const { title, sign } = GROUP_WORDS[group];
    return html`<details class="group ${group}" data-group="${group}"${isOpen && OPEN}><summary><h3><span class="sign" aria-hidden="true">${sign}</span> ${title} <span class="count">${count}</span></h3></summary>
${items}</details>
`;
  });
}

function renames({ renames }: StackReview): Markup | false {
  const items = renames.map(({ from, to, likeness }) => {
    return html`<li><code>${from}</code> and <code>${to}</code> are ${Math.floor(likeness * 100)}% alike. A <code>moved</code> block would keep the resource.</li>`;
  });
  return items.length > 0 && more("Looks like a rename", items.length, html`<ul>${items}</ul>`, true);
}

function drift({ drift, noise }: StackReview): Markup | false {
  if (drift.length + noise.drift + noise.updates.length === 0) return false;
  const items = drift.map(({ address, effect, deleted, attributes, folded }) => {
    const gone = deleted && html` <span class="tag destroy">deleted outside</span>`;
    return html`<div class="extra"><p><code class="address">${address}</code> <span class="tag update">${effect}</span>${gone}</p>${attributeRows(attributes)}${foldedNote(folded)}</div>`;
  });
  const all = noise.drift + noise.updates.length;
  const quiet =
    all > 0 && html`<p class="quiet">${plural(all, "difference")} only in spelling not shown.</p>`;
  return more("Changed outside Terraform", drift.length, html`${items}${quiet}`, false);
}

function outputs({ outputs }: StackReview): Markup | false {
  const items = outputs.map(({ name, action, sensitive, attributes }) => {
    const secret = sensitive && html` <span class="tag">secret</span>`;
    return html`<div class="extra"><p><code class="address">${name}</code> <span class="tag">${action}</span>${secret}</p>${attributeRows(attributes)}</div>`;
  });
  return items.length > 0 && more("Outputs", items.length, html`${items}`, false);
}

function checks({ checks }: StackReview): Markup | false {
  const items = checks.map(({ address, status, messages }) => {
    return html`<div class="extra"><p><code class="address">${address}</code> <span class="tag ${status === "unknown" ? "" : "destroy"}">${status}</span></p>${messages.map((message) => html`<p>${message}</p>`)}</div>`;
  });
  return items.length > 0 && more("Checks that did not pass", items.length, html`${items}`, true);
}

function later({ deferred, invocations }: StackReview): Part {
  const put = deferred.map(({ address, actions, reason }) => {
    return html`<li><code>${address}</code> ${actions.join(", then ")}: ${reason.words}</li>`;
  });
  const run = invocations.map(({ address, trigger, deferred }) => {
    return html`<li><code>${address}</code> ${trigger}${deferred && ", later"}</li>`;
  });
  return [
    put.length > 0 && more("Put off to a later plan", put.length, html`<ul>${put}</ul>`, false),
    run.length > 0 && more("Actions that run", run.length, html`<ul>${run}</ul>`, false),
  ];
}

function foot({ digest, masked, terraform }: StackReview): Markup {
  const parts = [
    digest !== undefined && html`<code>${digest}</code>`,
    masked > 0 && `${plural(masked, "secret value")} hidden`,
    terraform.plannedAt !== undefined && `planned ${terraform.plannedAt}`,
  ].filter((part) => part !== false);
  return html`<footer class="quiet">${parts.map((part, index) => html`${index > 0 && " · "}${part}`)}</footer>`;
}

function more(title: string, count: number, body: Markup, isOpen: boolean): Markup {
  return html`<details class="group more"${isOpen && OPEN}><summary><h3>${title} <span class="count">${count}</span></h3></summary>
${body}</details>
`;
}

function grouped(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    if (one.address === undefined) continue;
    groups.set(one.address, [...(groups.get(one.address) ?? []), one]);
  }
  return groups;
}
