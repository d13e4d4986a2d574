import type { Rule } from "./rule";
import { added, attributeOf, named, textsOf } from "./values";

/** More addresses are on a list. */
export const ipAllowList: Rule = {
  name: "ip-allow-list",
  severity: "warn",
  summary: "Addresses come to or go from a list that a firewall or a server uses.",
  check: ({ change, values }) => {
    if (change.group !== "update" && change.group !== "replace") return [];
    return [
      "addresses",
      "authorized_networks",
      "allowed_cidr_blocks",
      "public_access_cidrs",
      "ip_rules",
    ].flatMap((name) => {
      const [before, after] = [
        textsOf(attributeOf(values, "before", name)),
        textsOf(attributeOf(values, "after", name)),
      ];
      const [more, fewer] = [added(before, after), added(after, before)];
      return [
        ...(more.length === 0 ? [] : [`adds ${named(more)} to ${name}`]),
        ...(fewer.length === 0 ? [] : [`takes ${named(fewer)} off ${name}`]),
      ];
    });
  },
};
