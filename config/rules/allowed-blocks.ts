import { type Block, contains, parseBlock } from "../cidr";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

const ALLOW = ["ingress", "allow"];

/** Blocks that no request from the internet comes from, and what they are. */
const NEVER_SEEN: readonly (readonly [block: string, what: string])[] = [
  ["10.0.0.0/8", "private"],
  ["172.16.0.0/12", "private"],
  ["192.168.0.0/16", "private"],
  ["100.64.0.0/10", "private"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local"],
  ["0.0.0.0/8", "no address"],
  ["224.0.0.0/3", "multicast or reserved"],
  ["fc00::/7", "private (ULA)"],
  ["fe80::/10", "link-local"],
  ["::1/128", "loopback"],
];

/** All addresses of a family that requests can come from. */
const EVERYBODY = { ipv4: "0.0.0.0/0", ipv6: "2000::/3" };

/** The blocks of an allow list together leave somebody out, and each of them lets somebody in. */
export const allowedBlocks: Rule = (subject) => {
  const { ingress } = subject.environment;
  if (ingress?.access.kind !== "allow") return [];
  const { ipv4, ipv6 } = ingress.access;
  return [...everybody(subject, "ipv4", ipv4), ...everybody(subject, "ipv6", ipv6), ...neverSeen(subject)];
};

function everybody(subject: Subject, family: "ipv4" | "ipv6", allowed: readonly string[]): Problem[] {
  // A single block of everybody has been told already.
  if (allowed.some((text) => text.endsWith("/0"))) return [];
  const nobody = NEVER_SEEN.map(([text]) => text).filter((text) => block(text).family === family);
  if (allowed.length === 0 || !isCovered(block(EVERYBODY[family]), [...allowed, ...nobody].map(block)))
    return [];
  const name = family === "ipv4" ? "IPv4" : "IPv6";
  const message = `lets everybody in: its ${name} blocks together are all of ${name}`;
  const fix = "Write `public: true` and `allow: []` if that is meant; else name fewer blocks.";
  return [subject.problem(ALLOW, { message, fix })];
}

/** Whether blocks together hold all of `whole`; sorted, one pass finds the first gap. */
function isCovered(whole: Block, blocks: readonly Block[]): boolean {
  let next = whole.first;
  for (const { first, last } of [...blocks].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    if (first > next) break;
    if (last >= next) next = last + 1n;
  }
  return next > whole.last;
}

function neverSeen(subject: Subject): Problem[] {
  const list = subject.merged(ALLOW);
  const items = list?.kind === "list" ? list.items : [];
  return items.flatMap((item, index) => {
    const written = item.kind === "scalar" ? parseBlock(String(item.value)) : undefined;
    if (written === undefined || written.hostBits) return [];
    const known = NEVER_SEEN.find(([text]) => contains(block(text), written));
    if (known === undefined) return [];
    const message = `is ${known[1]}, and requests come to a public load balancer from public addresses, so that it lets nobody in`;
    const fix = "Write the public addresses of that network, those of its NAT.";
    const got = item.kind === "scalar" ? item.value : undefined;
    return [subject.problem([...ALLOW, index], { severity: "warning", message, got, fix })];
  });
}

function block(text: string): Block {
  const parsed = parseBlock(text);
  if (parsed === undefined) throw new Error(`Not a block: ${text}.`);
  return parsed;
}
