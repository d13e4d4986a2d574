import { DataAwsLbHostedZoneId } from "@cdktf/provider-aws/lib/data-aws-lb-hosted-zone-id";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AccessLogs } from "../edge/access-logs";
import { Certificate } from "../edge/certificate";
import { addAliases } from "../edge/dns";
import { WebAcl } from "../edge/waf";
import type { Identity } from "../identity";
import { Firewall, type Network } from "../network";
import { INSTANCE_PORT } from "./instance-port";
import type { BeanstalkWeb } from "./service-props";

export interface WebEntranceProps {
  readonly identity: Identity;
  readonly network: Network;
  /** Name of the service. */
  readonly name: string;
  readonly web: BeanstalkWeb;
  /** Firewall of the instances. */
  readonly instances: Firewall;
  readonly kmsKeyArn: string | undefined;
}

/**
 * What is ours of the public entrance of one service on Elastic Beanstalk. The load balancer itself belongs to
 * the Beanstalk environment, so it comes in two steps: what the environment is told to use, then what is put
 * in front of it.
 *
 * Makes a `Firewall`, a `Certificate`, `AccessLogs` when asked for, then A and AAAA aliases and a `WebAcl`. Costs
 * what those cost. The zone of the load balancer's name comes from the data source `aws_lb_hosted_zone_id`, a
 * table inside the provider that asks nobody. Leaves out HSTS and the dropping of invalid headers, for which
 * Elastic Beanstalk has no option.
 */
export class WebEntrance extends Construct {
  readonly firewall: Firewall;
  readonly certificateArn: string;
  readonly accessLogsBucket: string | undefined;
  /** What must exist before the load balancer. */
  readonly ready: readonly ITerraformDependable[];
  private readonly props: WebEntranceProps;

  constructor(scope: Construct, id: string, props: WebEntranceProps) {
    super(scope, id);
    this.props = props;
    this.firewall = this.closedFirewall(props);
    this.certificateArn = new Certificate(this, "certificate", props.web).issuedArn;
    const logs = this.accessLogs(props);
    this.accessLogsBucket = logs?.bucketName;
    this.ready = [...this.firewall.rules, ...(logs?.ready ?? [])];
  }

  /** Puts the firewall, the names and the public in front of the load balancer, in this order. */
  open(loadBalancer: { readonly arn: string; readonly dnsName: string }): void {
    const { web } = this.props;
    const association = this.webAcl(loadBalancer.arn);
    // Nobody gets in before the web ACL decides who may.
    this.firewall.allowFromAnywhere(80, web.ipAddressType, [association]);
    this.firewall.allowFromAnywhere(443, web.ipAddressType, [association]);
    const { id: zoneId } = new DataAwsLbHostedZoneId(this, "zone", { loadBalancerType: "application" });
    // Not looked up by its ARN: that would wait for every change of the environment, and plan a change of
    // every name with it.
    addAliases(this, { ...web, loadBalancer: { dnsName: loadBalancer.dnsName, zoneId } });
  }

  private closedFirewall({ identity, network, name, instances }: WebEntranceProps): Firewall {
    const firewall = new Firewall(this, "firewall", {
      identity,
      vpcId: network.vpcId,
      // No service has an underscore in its name, so this is nobody else's.
      name: `load-balancer_${name}`,
      description: `Load balancer of ${name}: HTTP and HTTPS from everywhere, filtered by WAF.`,
    });
    firewall.allowTo(instances, INSTANCE_PORT);
    return firewall;
  }

  private accessLogs({ identity, name: label, web }: WebEntranceProps): AccessLogs | undefined {
    const { accessLogRetentionDays: retentionDays } = web;
    if (retentionDays === undefined) return undefined;
    return new AccessLogs(this, "logs", { identity, label, retentionDays });
  }

  private webAcl(loadBalancerArn: string): ITerraformDependable {
    const { identity, name: label, web, kmsKeyArn } = this.props;
    const { association } = new WebAcl(this, "waf", {
      ...web.waf,
      identity,
      label,
      access: web.access,
      kmsKeyArn,
      loadBalancerArn,
      after: [],
    });
    return association;
  }
}
