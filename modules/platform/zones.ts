import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";

export interface ZonesProps {
  /** Domain names. */
  readonly names: readonly string[];
}

/**
 * Public zones that the domains of environments are in. Their ids go into `zones:` of the platform file, and their
 * name servers to whoever holds the domain.
 *
 * Makes `aws_route53_zone`, which Terraform refuses to destroy. Costs 0.50 USD a month each. Leaves out DNSSEC.
 */
export class Zones extends Construct {
  /** Id and name servers of each zone. */
  readonly made: Readonly<Record<string, { readonly id: string; readonly nameServers: readonly string[] }>>;

  constructor(scope: Construct, id: string, { names }: ZonesProps) {
    super(scope, id);
    this.made = Object.fromEntries(
      names.map((name) => {
        const zone = new Route53Zone(this, name, { name, lifecycle: { preventDestroy: true } });
        return [name, { id: zone.zoneId, nameServers: zone.nameServers }];
      }),
    );
  }
}
