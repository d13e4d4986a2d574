import type { Need, Opening, Ports, Reached, Way } from "../config/reach";

/** One thing that something in an environment must reach, for people and for programs. */
export interface ReachRow {
  /** Name of a service, `instances`, or the task of a database user. */
  readonly owner: string;
  readonly containers: readonly string[];
  readonly what: string;
  readonly kind: Need["kind"];
  readonly to: string;
  readonly port: string;
  readonly ipv4: string;
  readonly ipv6: string;
  /** Rules of firewalls that let it pass. */
  readonly rules: readonly string[];
}

/** One row for each thing that is reached; containers that reach the same in the same way share one. */
export function reachRows(all: readonly Reached[]): ReachRow[] {
  const rows = new Map<string, ReachRow>();
  for (const one of all) {
    const row = rowOf(one);
    const { containers, ...rest } = row;
    const key = JSON.stringify(rest);
    const before = rows.get(key);
    const together = new Set([...(before?.containers ?? []), ...containers]);
    rows.set(key, { ...row, containers: [...together] });
  }
  return [...rows.values()];
}

function rowOf({ need, ipv4, ipv6 }: Reached): ReachRow {
  const { owner, container, what, kind } = need;
  const rules = [...new Set([...ipv4.openings, ...ipv6.openings].map(ruleInWords))];
  return {
    owner,
    containers: [container],
    what,
    kind,
    to: destination(need),
    port: portsInWords(need.ports),
    ipv4: wayInWords(ipv4),
    ipv6: wayInWords(ipv6),
    rules,
  };
}

function destination({ target }: Need): string {
  if ("peer" in target) return target.peer;
  if ("host" in target) return target.host;
  return "s3" in target ? `S3 in ${target.s3}` : `${target.api} in ${target.region}`;
}

const THROUGH = {
  local: "inside the VPC",
  "nat-gateway": "NAT gateway",
  "internet-gateway": "internet gateway",
  "egress-only-gateway": "egress-only gateway",
  "s3-endpoint": "S3 endpoint",
} as const;

function wayInWords({ route, gaps }: Way): string {
  if (gaps.length > 0) return `none: ${gaps.map(({ words }) => words).join("; ")}`;
  if (route === undefined) return "none";
  return route.through === "interface-endpoint" ? `endpoint ${route.endpoint}` : THROUGH[route.through];
}

function ruleInWords({ firewall, direction, other, ports }: Opening): string {
  const end = typeof other === "string" ? other : other.block === "vpc" ? "the VPC" : "everywhere";
  const way = direction === "egress" ? `to ${end}` : `from ${end}`;
  return `${firewall}: ${direction} ${way}, TCP ${portsInWords(ports)}`;
}

function portsInWords({ first, last }: Ports): string {
  return first === last ? String(first) : `${first}-${last}`;
}

const HEADER = ["WHAT", "FOR", "TO", "IPV4", "IPV6", "RULES"] as const;

/** A table for each owner, in plain text. */
export function reachTables(rows: readonly ReachRow[]): string {
  const owners = [...new Set(rows.map(({ owner }) => owner))];
  return owners
    .map((owner) =>
      table(
        owner,
        rows.filter((row) => row.owner === owner),
      ),
    )
    .join("\n");
}

function table(owner: string, rows: readonly ReachRow[]): string {
  const cells = [HEADER, ...rows.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${owner}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

function cellsOf({ what, containers, to, ipv4, ipv6, rules }: ReachRow): readonly string[] {
  return [what, containers.join(", "), to, ipv4, ipv6, rules.join("; ")];
}
