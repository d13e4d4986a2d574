import { databaseUserName } from "../../modules/database/user/user-name";
import type { Environment, Service } from "../environment";
import { hasDynamicPorts } from "../shares-loopback";
import type { Interface } from "./need";

/** Labels of the firewalls that services share. */
export const FIREWALL = {
  database: "database",
  files: "files",
  instances: "instances",
  endpoints: "endpoints",
  publicEntrance: "load-balancer",
  internalEntrance: "internal_load-balancer",
} as const;

/** Label of the firewall of a load balancer that Beanstalk makes for a service. */
export function ownLoadBalancer(service: string): string {
  return `load-balancer_${service}`;
}

/** Label of the firewall that tasks of a service have. */
export function firewallOf(environment: Environment, service: Service): string {
  return hasDynamicPorts(environment, service) ? FIREWALL.instances : service.name;
}

/** The interface that the code of a service uses. */
export function taskInterface(environment: Environment, service: Service): Interface {
  const { placement } = environment.network;
  const isBridge = service.runtime === "beanstalk" || hasDynamicPorts(environment, service);
  return {
    firewall: firewallOf(environment, service),
    // Tasks on instances with interfaces of their own never get public addresses.
    subnets: service.runtime === "ec2" && !isBridge ? "private" : placement,
    ipv6: !isBridge,
  };
}

/** The interface through which the service's tasks are started and its directories are mounted. */
export function hostInterface(environment: Environment, service: Service): Interface {
  if (service.runtime === "ec2") return instanceInterface(environment);
  return { ...taskInterface(environment, service), ipv6: true };
}

/** The interface of the cluster's instances. */
export function instanceInterface({ network }: Environment): Interface {
  return { firewall: FIREWALL.instances, subnets: network.placement, ipv6: true };
}

/** TCP ports that are open to every address, by the label of the firewall. */
export function openPorts(environment: Environment): ReadonlyMap<string, ReadonlySet<number>> {
  const open = new Map<string, Set<number>>();
  // What the agent of an instance needs is open whatever its tasks ask for.
  if (environment.cluster.instances !== undefined) open.set(FIREWALL.instances, new Set([443]));
  for (const service of environment.services) {
    const firewall = firewallOf(environment, service);
    open.set(firewall, new Set([...(open.get(firewall) ?? []), ...service.egressPorts]));
  }
  for (const { name } of environment.database?.users ?? []) open.set(databaseUserName(name), new Set([443]));
  return open;
}
