import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Construct } from "constructs";
import { NAME_LIMIT, resourceName } from "../../naming";
import type { Access } from "./access";
import { anyIpSet, type Statement } from "./statement";

export interface AllowListProps {
  /** What the names start with. */
  readonly words: readonly string[];
  readonly access: Extract<Access, { kind: "allow" }>;
}

/**
 * The addresses that are let in, as one IP set per address family.
 *
 * Makes two `aws_wafv2_ip_set`, also when one family is empty: WAF refuses to delete a set that a web ACL
 * still refers to, so a family that is no longer listed empties its set and leaves it. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html
 */
export class AllowList extends Construct {
  /** Matches the clients that are let in. */
  readonly statement: Statement;

  /** @throws Error when both families are empty. */
  constructor(scope: Construct, id: string, { words, access }: AllowListProps) {
    super(scope, id);
    const ipv4 = this.set(words, "ipv4", access.ipv4);
    const ipv6 = this.set(words, "ipv6", access.ipv6);
    const [first, ...rest] = [
      ...(access.ipv4.length > 0 ? [ipv4.arn] : []),
      ...(access.ipv6.length > 0 ? [ipv6.arn] : []),
    ];
    if (first === undefined) throw new Error("The allow list is empty: nobody could come in.");
    this.statement = anyIpSet(first, ...rest);
  }

  private set(words: readonly string[], family: "ipv4" | "ipv6", addresses: readonly string[]): Wafv2IpSet {
    return new Wafv2IpSet(this, family, {
      name: resourceName([...words, "allow", family], NAME_LIMIT.wafWebAcl),
      description: `Clients that may reach ${words.join(" ")}.`,
      scope: "REGIONAL",
      ipAddressVersion: family === "ipv4" ? "IPV4" : "IPV6",
      addresses: [...addresses],
      // Makes Terraform delete the sets after the web ACL let go of them, when access becomes public.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
