import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { type NatMode, natZones } from "./nat-zones";

export interface NatGatewaysProps {
  readonly identity: Identity;
  readonly mode: NatMode;
  /** Public subnet ids by availability zone. */
  readonly publicSubnets: Readonly<Record<string, string>>;
  readonly internet: InternetGateway;
}

/**
 * NAT gateways for IPv4, each with an Elastic IP.
 *
 * Makes `aws_nat_gateway` and `aws_eip`. A gateway costs 0.045 to 0.062 USD an hour, as much for each GB,
 * and 0.005 USD an hour for its address: 37 to 49 USD a month before traffic.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export class NatGateways extends Construct {
  /** Id of the gateway that each availability zone uses. */
  readonly byZone: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const uses = natZones(props.mode, Object.keys(props.publicSubnets));
    const gateways = new Map(
      [...new Set(Object.values(uses))].map((zone) => [zone, this.gateway(zone, props)]),
    );
    this.byZone = Object.fromEntries(
      Object.entries(uses).flatMap(([zone, home]) => {
        const gateway = gateways.get(home);
        return gateway === undefined ? [] : [[zone, gateway.id]];
      }),
    );
  }

  private gateway(zone: string, props: NatGatewaysProps): NatGateway {
    const tags = { Name: `${props.identity.stack}-nat-${zone}` };
    const address = new Eip(this, `${zone}_address`, { domain: "vpc", tags });
    return new NatGateway(this, zone, {
      allocationId: address.id,
      subnetId: props.publicSubnets[zone],
      tags,
      // AWS takes a gateway without it, and the gateway then fails.
      dependsOn: [props.internet],
    });
  }
}
