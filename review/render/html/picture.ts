import type { Graph, GraphNode } from "../../model";
import { layout, type Place, type Route } from "./layout";
import { html, type Markup } from "./markup";
import { GROUP_WORDS, plural } from "./words";

const WIDTH = 192;
const HEIGHT = 44;
const COLUMN = WIDTH + 42;
const ROW = HEIGHT + 14;
const MARGIN = 12;
/** Beyond this a picture shows only what changes, and beyond it again nothing. */
const MOST_NODES = 200;
const LONGEST_LINE = 25;

/** A picture of what changes and of what it is tied to, or a sentence why there is none; nothing for no changes. */
export function picture(graph: Graph, link: (address: string) => string | undefined): Markup | undefined {
  const changed = graph.nodes.filter(({ group }) => group !== undefined);
  if (changed.length === 0 || graph.nodes.length < 2) return undefined;
  if (changed.length > MOST_NODES) {
    return html`<p class="quiet">There is no picture: ${plural(changed.length, "resource")} would not be readable.</p>`;
  }
  const isWhole = graph.nodes.length <= MOST_NODES;
  const nodes = isWhole ? graph.nodes : changed;
  const note =
    !isWhole &&
    html`<p class="quiet">Only what changes is shown; ${graph.nodes.length - changed.length} neighbours are not.</p>`;
  return html`${note}${drawn({ nodes, edges: graph.edges }, link)}`;
}

function drawn({ nodes, edges }: Graph, link: (address: string) => string | undefined): Markup {
  const { places, routes } = layout(
    nodes.map(({ address }) => address),
    edges,
  );
  const all = [...places.values(), ...routes.flatMap(({ by }) => by)];
  const width = MARGIN * 2 + Math.max(...all.map(({ column }) => column)) * COLUMN + WIDTH;
  const height = Math.round(MARGIN * 2 + Math.max(...all.map(({ row }) => row)) * ROW + HEIGHT);
  const lines = routes.flatMap((route) => line(route, places));
  const boxes = nodes.flatMap((node) => {
    const place = places.get(node.address);
    return place === undefined ? [] : [box(node, place, link(node.address))];
  });
  const label = `${plural(nodes.length, "resource")} and ${plural(lines.length, "reference")}`;
  return html`<div class="picture" tabindex="0" role="group" aria-label="${label}"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
${lines}${boxes}</svg></div>
${lines.length > 0 && html`<p class="quiet">What others refer to stands on the left.</p>\n`}`;
}

/** From the right side of what is referred to, to the left side of what refers to it. */
function line({ from, to, by }: Route, places: ReadonlyMap<string, Place>): Markup[] {
  const [start, end] = [places.get(to), places.get(from)];
  if (start === undefined || end === undefined) return [];
  const height = (place: Place) => y(place) + HEIGHT / 2;
  let path = `M${x(start) + WIDTH} ${height(start)}`;
  let right = x(start) + WIDTH;
  let above = height(start);
  for (const place of [...by, end]) {
    const bend = Math.max(18, Math.abs(x(place) - right) / 2);
    path += `C${right + bend} ${above} ${x(place) - bend} ${height(place)} ${x(place)} ${height(place)}`;
    right = x(place) + WIDTH;
    above = height(place);
    if (place !== end) path += `H${right}`;
  }
  return [html`<path class="edge" data-from="${from}" data-to="${to}" d="${path}"/>\n`];
}

function box({ address, type, group, changes }: GraphNode, place: Place, href: string | undefined): Markup {
  const name = address.slice(
    address.lastIndexOf(`${type}.`) + (address.includes(`${type}.`) ? type.length + 1 : 0),
  );
  const times = changes > 1 ? ` ×${changes}` : "";
  const title = group === undefined ? `${address}: no change` : `${address}: ${group}${times}`;
  const sign =
    group !== undefined && html`<text class="sign" x="14" y="27">${GROUP_WORDS[group].sign}</text>`;
  const left = group === undefined ? 12 : 32;
  const shape = html`<g class="node ${group ?? "same"}" data-address="${address}" transform="translate(${x(place)} ${y(place)})"><title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" rx="8"/>${sign}<text class="name" x="${left}" y="19">${short(`${name}${times}`)}</text><text class="type" x="${left}" y="34">${short(type)}</text></g>
`;
  return href === undefined ? shape : html`<a href="${href}" aria-label="${title}">${shape}</a>`;
}

function x({ column }: Place): number {
  return MARGIN + column * COLUMN;
}

function y({ row }: Place): number {
  return Math.round(MARGIN + row * ROW);
}

function short(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_LINE ? text : `${characters.slice(0, LONGEST_LINE - 1).join("")}…`;
}
