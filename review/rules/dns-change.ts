import type { Rule, RuleChange } from "./rule";
import { attributeOf, textsOf } from "./values";

const RECORDS = new Set([
  "aws_route53_record",
  "cloudflare_record",
  "cloudflare_dns_record",
  "google_dns_record_set",
  "azurerm_dns_a_record",
  "azurerm_dns_aaaa_record",
  "azurerm_dns_cname_record",
  "azurerm_dns_mx_record",
  "azurerm_dns_txt_record",
  "digitalocean_record",
]);

/** A name leads elsewhere. */
export const dnsChange: Rule = {
  name: "dns-change",
  severity: "warn",
  summary: "A DNS record is changed, replaced or deleted.",
  check: (one) => {
    const { change } = one;
    if (!RECORDS.has(change.type)) return [];
    const record = recordOf(one);
    if (change.group === "destroy") return [`deletes the DNS record ${record}`];
    if (change.group === "replace") return [`replaces the DNS record ${record}`];
    const matters = change.attributes.some(({ path }) => !/^(ttl|comment|tags)/.test(path));
    return change.group === "update" && matters ? [`changes where ${record} leads`] : [];
  },
};

function recordOf({ values, change }: RuleChange): string {
  const name = textsOf(attributeOf(values, "before", "name"))[0] ?? change.name;
  const type = textsOf(attributeOf(values, "before", "type"))[0];
  return type === undefined ? name : `${name} (${type})`;
}
