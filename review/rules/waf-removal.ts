import { isTree } from "../classify/equal";
import type { Rule, RuleChange } from "./rule";
import { added, attributeOf, listOf, named, textsOf, treesOf } from "./values";

const SHIELDS: Readonly<Record<string, string>> = {
  aws_wafv2_web_acl: "the web application firewall",
  aws_wafv2_web_acl_association: "the web application firewall from what it protects",
  aws_wafv2_ip_set: "the list of addresses",
  aws_wafv2_rule_group: "the group of firewall rules",
  aws_wafregional_web_acl_association: "the web application firewall from what it protects",
  aws_shield_protection: "the protection against floods",
  aws_networkfirewall_firewall: "the network firewall",
  google_compute_security_policy: "the Cloud Armor policy",
  azurerm_web_application_firewall_policy: "the web application firewall",
  cloudflare_ruleset: "the firewall rules",
};

/** A shield in front of an application goes. */
export const wafRemoval: Rule = {
  name: "waf-removal",
  severity: "block",
  summary: "A web application firewall, one of its rules, or a restriction to addresses is taken away.",
  check: (one) => {
    const { change, values } = one;
    const shield = Object.hasOwn(SHIELDS, change.type) ? SHIELDS[change.type] : undefined;
    if (shield !== undefined && change.group === "destroy") return [`takes ${shield} away`];
    if (shield !== undefined && change.group === "forget") return [`leaves ${shield} running, unmanaged`];
    if (shield !== undefined && change.order === "destroy-first")
      return [`takes ${shield} away before the new one is there`];
    if (change.group !== "update" && change.group !== "replace") return [];
    const detached = ["web_acl_id", "web_acl_arn", "security_policy"].some((name) => {
      const [before, after] = [attributeOf(values, "before", name), attributeOf(values, "after", name)];
      const known = one.values.afterUnknown;
      const comes = isTree(known) && known[name] === true;
      return textsOf(before).some((text) => text !== "") && (after === undefined || after === "") && !comes;
    });
    return [...(detached ? ["detaches the web application firewall"] : []), ...weaker(one)];
  },
};

function weaker({ change, values }: RuleChange): readonly string[] {
  if (change.type !== "aws_wafv2_web_acl" && change.type !== "aws_wafv2_rule_group") return [];
  const rules = (side: "before" | "after") => treesOf(attributeOf(values, side, "rule"));
  const names = (side: "before" | "after") => rules(side).flatMap((rule) => textsOf(rule["name"]));
  const gone = added(names("after"), names("before"));
  const allows = (side: "before" | "after") =>
    treesOf(attributeOf(values, side, "default_action")).some((action) => listOf(action["allow"]).length > 0);
  const counts = (side: "before" | "after") =>
    rules(side)
      .filter((rule) =>
        [rule["action"], rule["override_action"]].some((action) =>
          treesOf(action).some((one) => listOf(one["count"]).length > 0),
        ),
      )
      .flatMap((rule) => textsOf(rule["name"]));
  const onlyCounted = added(
    [...counts("before"), ...added(names("before"), names("after"))],
    counts("after"),
  );
  return [
    ...(gone.length === 0 ? [] : [`removes the firewall rules ${named(gone)}`]),
    ...(onlyCounted.length === 0 ? [] : [`only counts what the firewall rules ${named(onlyCounted)} find`]),
    ...(allows("after") && !allows("before") && rules("before").length > 0
      ? ["lets through by default what was blocked"]
      : []),
  ];
}
