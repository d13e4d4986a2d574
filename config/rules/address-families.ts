import { plain } from "../tree";
import type { Rule } from "./rule";

const ALLOW = ["ingress", "allow"];

/** Warns of an allow list that leaves out one of the address families of the load balancer. */
export const addressFamilies: Rule = (subject) => {
  const { ingress } = subject.environment;
  if (ingress === undefined || ingress.access.kind === "public") return [];
  // As written: a block that was refused still has a family.
  const list = subject.merged(ALLOW);
  const blocks = list?.kind === "list" ? list.items.map((item) => String(plain(item))) : [];
  const ipv6 = blocks.filter((block) => block.includes(":"));
  const ipv4 = blocks.filter((block) => !block.includes(":"));
  const warn = (message: string, fix: string) => [
    subject.problem(ALLOW, { severity: "warning", message, fix }),
  ];
  if (ingress.ipAddressType === "ipv4") {
    if (ipv6.length === 0) return [];
    return warn(
      "names IPv6 blocks, but the load balancer has only IPv4, so that nobody enters by them",
      "Remove them, or write `ipAddressType: dualstack`.",
    );
  }
  if (ipv6.length === 0 && ipv4.length > 0) {
    return warn(
      "names only IPv4 blocks, but the load balancer is dual-stack: browsers prefer IPv6, so that people of these networks who have IPv6 get 403",
      "Add their IPv6 blocks, or write `ipAddressType: ipv4`.",
    );
  }
  if (ipv4.length === 0 && ipv6.length > 0) {
    return warn("names only IPv6 blocks: people without IPv6 get 403", "Add their IPv4 blocks.");
  }
  return [];
};
