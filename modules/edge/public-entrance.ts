import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import type { Families, Firewall, Network } from "../network";
import { Certificate } from "./certificate";
import { addAliases } from "./dns";
import type { Entrance } from "./entrance";
import { addListeners, addTestListener, type Listeners, type ListenersProps } from "./listeners";
import { LoadBalancer } from "./load-balancer";
import { type Access, WebAcl, type WebAclProps } from "./waf";

export interface PublicEntranceProps {
  readonly identity: Identity;
  /** Where the load balancer stands: in the public subnets of at least two availability zones. */
  readonly network: Network;
  /** Host name of the environment and subject of its certificate; at most 64 characters. */
  readonly domain: string;
  /** All host names, the domain included; unique and sorted. */
  readonly hosts: readonly string[];
  /** Route 53 zone that holds the hosts. */
  readonly zoneId: string;
  /** Who may come in. */
  readonly access: Access;
  /** Address families of the load balancer; `ipv4` also leaves out AAAA aliases and IPv6 rules. */
  readonly ipAddressType: Families;
  /** Security policy of the HTTPS listener. */
  readonly tlsPolicy: string;
  /** Seconds after which an idle connection is closed; 1 to 4,000. */
  readonly idleTimeoutSeconds: number;
  /** Ports of listeners for tests, unique; open to whom the web ACL lets in. @default - none */
  readonly testPorts?: readonly number[];
  /** Days that access logs are kept; 1 to 3,653. `undefined` writes none. */
  readonly accessLogRetentionDays: number | undefined;
  /** Limits, managed rules and log of the web application firewall. */
  readonly waf: Pick<
    WebAclProps,
    "rateLimit" | "managedRules" | "logRetentionDays" | "countedRules" | "sharedLogPolicy"
  >;
  /** KMS key of WAF's log group; `undefined` leaves encryption to CloudWatch Logs. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The public entrance of an environment: one load balancer for all of its services, HTTPS only, with a web
 * application firewall in front and DNS names that point to it. Services hang themselves in with `WebRoute`.
 *
 * Makes a `LoadBalancer`, a `Certificate`, two listeners and one for every test port, A and AAAA aliases and a `WebAcl`; see each for
 * its resources. Costs the load balancer's hours and capacity units, a public IPv4 address per availability
 * zone, the web ACL with its rules and requests, and the logs. Leaves out a CDN, client certificates and
 * sign-in at the load balancer.
 */
export class PublicEntrance extends Construct implements Entrance {
  readonly firewall: Firewall;
  readonly listenerArn: string;
  readonly testListenerArns: Readonly<Record<number, string>>;
  readonly loadBalancerArn: string;
  readonly loadBalancerArnSuffix: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly ready: readonly ITerraformDependable[];

  /** @throws Error when `access` allows nobody. */
  constructor(scope: Construct, id: string, props: PublicEntranceProps) {
    super(scope, id);
    const balancer = new LoadBalancer(this, "load-balancer", props);
    const loadBalancer = balancer.resource;
    const certificate = new Certificate(this, "certificate", props);
    const { tlsPolicy } = props;
    const listening = { loadBalancer, certificateArn: certificate.issuedArn, tlsPolicy };
    const listeners = addListeners(this, listening);
    addAliases(this, { ...props, loadBalancer });
    const webAcl = this.webAcl(props, loadBalancer.arn, listeners);

    this.firewall = balancer.firewall;
    this.listenerArn = listeners.https.arn;
    this.testListenerArns = this.testListeners(props, balancer.firewall, listening);
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.ready = [webAcl.association];
  }

  private testListeners(
    { testPorts = [], ipAddressType }: PublicEntranceProps,
    firewall: Firewall,
    listening: ListenersProps,
  ): Record<number, string> {
    return Object.fromEntries(
      testPorts.map((port) => {
        firewall.allowFromAnywhere(port, ipAddressType);
        return [port, addTestListener(this, port, listening).arn];
      }),
    );
  }

  private webAcl(props: PublicEntranceProps, loadBalancerArn: string, listeners: Listeners): WebAcl {
    return new WebAcl(this, "waf", {
      identity: props.identity,
      access: props.access,
      ...props.waf,
      kmsKeyArn: props.kmsKeyArn,
      loadBalancerArn,
      // WAF answers "unavailable" for a load balancer that is still being set up.
      after: [listeners.http, listeners.https],
    });
  }
}
