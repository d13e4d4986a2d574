import { GROUPS, type GraphNode, type StackReview } from "../model";

/** GitHub draws larger diagrams slowly or not at all, and nobody reads them. */
const MOST_NODES = 60;
const MOST_EDGES = 200;
const MOST_BYTES = 10_000;
const LONGEST_LABEL = 60;

/** Colours that can be read on white and on black. */
const COLOURS: Readonly<Record<(typeof GROUPS)[number], string>> = {
  destroy: "#cf222e",
  replace: "#a40e6c",
  forget: "#6e5494",
  update: "#9a6700",
  import: "#0e7490",
  move: "#0969da",
  create: "#1a7f37",
  read: "#57606a",
};

/**
 * A Mermaid flowchart of the changed resources and their neighbours, without the fence around it. An arrow leads
 * from a resource to what it refers to.
 *
 * @returns Undefined when nothing changes, or when there is too much to draw.
 */
export function mermaid(review: StackReview): string | undefined {
  const { nodes, edges } = review.graph;
  if (!nodes.some(({ group }) => group !== undefined)) return undefined;
  if (nodes.length > MOST_NODES || edges.length > MOST_EDGES) return undefined;
  const ids = new Map(nodes.map(({ address }, index) => [address, `n${index}`]));
  const used = GROUPS.filter((group) => nodes.some((node) => node.group === group));
  const lines = [
    "flowchart LR",
    ...nodes.map(
      (node) => `  ${ids.get(node.address)}["${label(node)}"]${node.group ? `:::${node.group}` : ""}`,
    ),
    ...edges.flatMap(({ from, to }) => {
      const [start, end] = [ids.get(from), ids.get(to)];
      return start === undefined || end === undefined ? [] : [`  ${start} --> ${end}`];
    }),
    ...used.map(
      (group) => `  classDef ${group} fill:${COLOURS[group]},stroke:${COLOURS[group]},color:#ffffff`,
    ),
  ];
  const text = `${lines.join("\n")}\n`;
  return Buffer.byteLength(text) > MOST_BYTES ? undefined : text;
}

function label({ address, group, changes }: GraphNode): string {
  const characters = [...address];
  const isLong = characters.length > LONGEST_LABEL;
  // The end of an address says most.
  const shown = isLong ? `…${characters.slice(1 - LONGEST_LABEL).join("")}` : address;
  const times = changes > 1 ? ` ×${changes}` : "";
  return inert(group === undefined ? shown : `${group} ${shown}${times}`);
}

/** Whatever could be Mermaid, Markdown or HTML becomes a character by number, as Mermaid writes it. */
function inert(text: string): string {
  return [...text]
    .map((character) => (/[\w./ -]/.test(character) ? character : `#${character.codePointAt(0)};`))
    .join("");
}
