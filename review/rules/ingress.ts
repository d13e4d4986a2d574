import type { Change } from "../model";
import type { RawValues } from "../read";
import { attributeOf, type Side, textsOf, treesOf } from "./values";

/** One opening of a firewall. */
export interface Opening {
  /** As in `tcp/443`, `tcp/8000-8100`, `all traffic`. */
  readonly ports: string;
  /** Block of addresses, or another source. */
  readonly source: string;
}

/** Whether everybody is let in. */
export function isWorld(source: string): boolean {
  return ["0.0.0.0/0", "::/0", "*", "Internet", "Any", "0.0.0.0", "<nw>/0"].includes(source);
}

/** Whether a web server is meant. */
export function isWeb({ ports }: Opening): boolean {
  return ["tcp/80", "tcp/443", "udp/443"].includes(ports);
}

/** Openings that a change adds. */
export function newOpenings(change: Change, values: RawValues): readonly Opening[] {
  if (change.group === "destroy" || change.group === "forget") return [];
  const known = new Set(openings(change.type, values, "before").map(textOf));
  const found = new Map(openings(change.type, values, "after").map((one) => [textOf(one), one]));
  return [...found].filter(([text]) => !known.has(text)).map(([, one]) => one);
}

function textOf({ ports, source }: Opening): string {
  return `${ports} ${source}`;
}

function openings(type: string, values: RawValues, side: Side): readonly Opening[] {
  const at = (name: string) => attributeOf(values, side, name);
  switch (type) {
    case "aws_security_group":
    case "aws_default_security_group":
      return treesOf(at("ingress")).flatMap((rule) => ofRule(rule));
    case "aws_security_group_rule":
      return at("type") === "ingress" ? treesOf(values[side]).flatMap((rule) => ofRule(rule)) : [];
    case "aws_vpc_security_group_ingress_rule":
      return treesOf(values[side]).flatMap((rule) => ofRule(rule));
    case "aws_network_acl_rule":
      return at("egress") !== true && at("rule_action") === "allow"
        ? treesOf(values[side]).flatMap((rule) => ofRule(rule))
        : [];
    case "google_compute_firewall":
      return at("direction") === "EGRESS" ? [] : ofGoogle(values, side);
    case "azurerm_network_security_rule":
      return treesOf(values[side]).flatMap(ofAzure);
    case "azurerm_network_security_group":
      return treesOf(at("security_rule")).flatMap(ofAzure);
    default:
      return [];
  }
}

const SOURCES = [
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "cidr_ipv4",
  "cidr_ipv6",
  "cidr_block",
  "ipv6_cidr_block",
  "prefix_list_ids",
  "prefix_list_id",
  "security_groups",
  "source_security_group_id",
  "referenced_security_group_id",
];

function ofRule(rule: Readonly<Record<string, unknown>>): readonly Opening[] {
  const ports = portsOf(rule["protocol"] ?? rule["ip_protocol"], rule["from_port"], rule["to_port"]);
  return SOURCES.flatMap((name) => textsOf(rule[name])).map((source) => ({ ports, source }));
}

function ofGoogle(values: RawValues, side: Side): readonly Opening[] {
  return treesOf(attributeOf(values, side, "allow")).flatMap((allow) => {
    const ports = textsOf(allow["ports"]);
    const named =
      ports.length === 0
        ? [portsOf(allow["protocol"], null, null)]
        : ports.map((port) => `${allow["protocol"]}/${port}`);
    return named.flatMap((one) =>
      textsOf(attributeOf(values, side, "source_ranges")).map((source) => ({ ports: one, source })),
    );
  });
}

function ofAzure(rule: Readonly<Record<string, unknown>>): readonly Opening[] {
  if (rule["access"] !== "Allow" || rule["direction"] !== "Inbound") return [];
  const protocol = rule["protocol"] === "*" ? "all" : String(rule["protocol"]).toLowerCase();
  const ports = [...textsOf(rule["destination_port_range"]), ...textsOf(rule["destination_port_ranges"])];
  const sources = [...textsOf(rule["source_address_prefix"]), ...textsOf(rule["source_address_prefixes"])];
  return ports.flatMap((port) =>
    sources.map((source) => ({ ports: port === "*" ? "all traffic" : `${protocol}/${port}`, source })),
  );
}

function portsOf(protocol: unknown, from: unknown, to: unknown): string {
  const name = String(protocol ?? "all").toLowerCase();
  if (name === "-1" || name === "all") return "all traffic";
  if (typeof from !== "number" || typeof to !== "number") return `all ${name}`;
  if (from === -1 || (from === 0 && to === 65_535)) return `all ${name}`;
  return from === to ? `${name}/${from}` : `${name}/${from}-${to}`;
}
