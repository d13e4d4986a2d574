import type { Change, ChangeSource, Finding, Import } from "../../model";
import { attributeRows, foldedNote } from "./attribute-rows";
import { breakable, html, type Markup, type Part } from "./markup";
import { GROUP_WORDS } from "./words";

export interface ChangeCardOptions {
  /** Id of the element, unique on the page. */
  readonly id: string;
  /** Findings about this resource. */
  readonly findings: readonly Finding[];
}

/** What happens to one resource: a line, and the details to open. */
export function changeCard(change: Change, { id, findings }: ChangeCardOptions): Markup {
  const { group, address, stateful } = change;
  const worst = findings.some(({ severity, waiver }) => severity === "block" && waiver === undefined);
  const risk = worst ? "block" : findings.length > 0 ? "found" : "plain";
  return html`<details class="change ${group}" id="${id}" data-group="${group}" data-risk="${risk}">
<summary><span class="sign" aria-hidden="true">${GROUP_WORDS[group].sign}</span><span class="unseen">${group} </span>
<span class="what">${addressLine(change)}<span class="tags">${tags(change)}</span>${place(change.source)}</span></summary>
<div class="body">${findings.map(finding)}${facts(change, stateful, address)}${causes(change)}
${attributeRows(withoutCauses(change))}${foldedNote(change.folded)}</div>
</details>
`;
}

/** A line instead of a card, for what is too much to show in full. */
export function changeLine({ address, group }: Change, id: string): Markup {
  return html`<div class="change short ${group}" id="${id}" data-group="${group}" data-risk="plain"><span class="sign" aria-hidden="true">${GROUP_WORDS[group].sign}</span> <code>${address}</code></div>
`;
}

/** A sentence about a resource, as a rule wrote it. */
export function finding({ severity, message, rule, tool, url, waiver }: Finding): Markup {
  const isLink = url !== undefined && /^https?:\/\//.test(url);
  const name = isLink ? html`<a href="${url}" rel="noreferrer">${rule}</a>` : rule;
  const by = tool === "teamstacks" ? "" : ` · ${tool}`;
  const waived =
    waiver !== undefined &&
    html` <span class="tag">waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}</span>`;
  return html`<p class="finding ${waiver === undefined ? severity : "info"}"><b>${capital(message)}</b> <span class="rule">${name}${by}</span>${waived}</p>`;
}

/** The module in a quiet colour, and a place to break a line after each dot. */
function addressLine({ address, module, deposed, previousAddress }: Change): Markup {
  const prefix = module !== undefined && address.startsWith(`${module}.`) ? `${module}.` : "";
  const own = address.slice(prefix.length);
  const old =
    previousAddress !== undefined && html`<span class="was">was <code>${previousAddress}</code></span>`;
  const left = deposed !== undefined && html` <span class="tag">deposed ${deposed}</span>`;
  const quiet = prefix !== "" && html`<span class="module">${breakable(prefix)}</span>`;
  return html`<code class="address">${quiet}${breakable(own)}</code>${left}${old}`;
}

function tags(change: Change): Part {
  const { order, tagsOnly, stateful, drift, group, monthlyCost } = change;
  const losesData = stateful && (group === "destroy" || group === "replace");
  return [
    losesData && html`<span class="tag destroy">holds data</span>`,
    order === "destroy-first" && html`<span class="tag destroy">downtime</span>`,
    order === "create-first" && html`<span class="tag">new one first</span>`,
    drift === "unrelated" ? false : drift !== undefined && html`<span class="tag update">${drift}</span>`,
    change.import !== undefined && group !== "import" && html`<span class="tag import">import</span>`,
    tagsOnly && html`<span class="tag">tags only</span>`,
    monthlyCost !== undefined && html`<span class="tag">${monthlyCost} a month</span>`,
  ];
}

function place(source: ChangeSource | undefined): Markup | false {
  if (source === undefined) return false;
  const { path, file, line, key } = source;
  const spot = file === undefined ? undefined : `${file}${line === undefined ? "" : `:${line}`}`;
  const words = [spot, key, path].filter((word) => word !== undefined);
  return words.length > 0 && html`<span class="source">${words.join(" · ")}</span>`;
}

function facts(change: Change, stateful: boolean, address: string): Part {
  const { reason, order, group, drift } = change;
  const orders = {
    "destroy-first": "The old one is destroyed before the new one exists.",
    "create-first": "The new one is created before the old one is destroyed.",
  } as const;
  const words = [
    reason !== undefined && html`<span title="${reason.code}">${sentence(reason.words)}</span>`,
    order !== undefined && orders[order],
    stateful && (group === "destroy" || group === "replace") && "Its data is lost with it.",
    group === "forget" && "It is left running, and nothing manages it any more.",
    group === "move" &&
      `Nothing but its address changes: ${change.previousAddress ?? "?"} becomes ${address}.`,
    drift !== undefined && drift !== "unrelated" && `This ${drift}.`,
    change.import !== undefined && imported(change.import),
  ].filter((word) => word !== false && word !== undefined);
  return words.length > 0 && html`<p>${words.map((word) => html`${word} `)}</p>`;
}

function imported({ id, identity, unknown, alsoChanges, generatedConfig }: Import): Markup {
  const pairs = Object.entries(identity ?? {}).map(([name, value]) => `${name} = ${value}`);
  const what = id ?? (pairs.join(", ") || (unknown ? "an id that is not known yet" : "an object"));
  const then = alsoChanges ? ", and changes it" : ", and changes nothing";
  return html`Imports <code>${what}</code>${then}.${generatedConfig && " Terraform wrote its configuration."}`;
}

function causes({ replaceCauses }: Change): Markup | false {
  return replaceCauses.length > 0 && attributeRows(replaceCauses);
}

/** The causes stand first, and once. */
function withoutCauses({ attributes, replaceCauses }: Change) {
  const shown = new Set(replaceCauses.map(({ path }) => path));
  return attributes.filter(({ path }) => !shown.has(path));
}

function sentence(words: string): string {
  const text = words.trim();
  const end = /[.!?]$/.test(text) ? "" : ".";
  return `${capital(text)}${end}`;
}

/** A sentence that starts with a word starts with a capital; one that starts with a name keeps it. */
function capital(text: string): string {
  return /^[a-z]+[ ,]/.test(text) ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text;
}
