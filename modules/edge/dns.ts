import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import type { Families } from "../network";
import { hostId } from "./host-id";

export interface AliasesProps {
  /** Name in AWS's own DNS, and the zone of that name. */
  readonly loadBalancer: { readonly dnsName: string; readonly zoneId: string };
  readonly hosts: readonly string[];
  /** Route 53 zone that holds the hosts. */
  readonly zoneId: string;
  /** `dualstack` gives each host an AAAA alias beside its A alias. */
  readonly ipAddressType: Families;
  /** Whether the aliases answer only while what they point to is healthy. @default true */
  readonly evaluateTargetHealth?: boolean;
}

/** Adds the aliases of every host to `scope`: a pair, so that no client family is left out. */
export function addAliases(scope: Construct, props: AliasesProps): void {
  for (const host of props.hosts) {
    addAlias(scope, props, host, "A");
    if (props.ipAddressType === "dualstack") addAlias(scope, props, host, "AAAA");
  }
}

function addAlias(scope: Construct, props: AliasesProps, host: string, type: "A" | "AAAA"): void {
  new Route53Record(scope, `${type.toLowerCase()}_${hostId(host)}`, {
    zoneId: props.zoneId,
    name: host,
    type,
    alias: {
      name: props.loadBalancer.dnsName,
      zoneId: props.loadBalancer.zoneId,
      evaluateTargetHealth: props.evaluateTargetHealth ?? true,
    },
  });
}
