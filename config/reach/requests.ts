import { INSTANCE_PORT } from "../../modules/beanstalk/instance-port";
import { HOST_PORTS } from "../../modules/compute/instance-launch";
import type { Environment, Service } from "../environment";
import { hasDynamicPorts } from "../shares-loopback";
import { FIREWALL, firewallOf, ownLoadBalancer } from "./firewalls";
import type { Need, Ports } from "./need";

/** What a load balancer must reach so that requests get to a service. */
export function needsOfRequests(environment: Environment, service: Service): Need[] {
  const { name, web } = service;
  if (web === undefined) return [];
  return [
    {
      kind: "request",
      owner: name,
      container: web.container,
      what: "requests, from the load balancer",
      by: {
        firewall: loadBalancerOf(service),
        subnets: web.entrance === "internal" ? "private" : "public",
        ipv6: true,
      },
      // Target groups hold IPv4 addresses, or instances, whichever family the client has.
      target: { peer: firewallOf(environment, service), ipv6: false },
      ports: portsOf(environment, service, web.port),
      path: ["services", name],
    },
  ];
}

function loadBalancerOf({ name, runtime, web }: Service): string {
  if (runtime === "beanstalk") return ownLoadBalancer(name);
  return web?.entrance === "internal" ? FIREWALL.internalEntrance : FIREWALL.publicEntrance;
}

function portsOf(environment: Environment, service: Service, port: number): Ports {
  if (hasDynamicPorts(environment, service)) return HOST_PORTS;
  const target = service.runtime === "beanstalk" ? INSTANCE_PORT : port;
  return { first: target, last: target };
}
