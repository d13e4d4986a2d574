import { shiftsTraffic } from "../config/deploy-plan";
import type { Environment, Ingress, Service } from "../config/environment";
import { GHOST_COUNTED_RULES, type WafCountedRules } from "../modules/edge";

/** Whether any service, or only a future one, runs in the environment's own ECS cluster. */
export function usesCluster({ services, database }: Environment): boolean {
  // The tasks that make the users of a database are on Fargate, wherever its services are.
  if (database !== undefined && database.users.length > 0) return true;
  return services.length === 0 || services.some(({ runtime }) => runtime !== "beanstalk");
}

/** Whether any service runs on Beanstalk. */
export function usesBeanstalk({ services }: Environment): boolean {
  return services.some(({ runtime }) => runtime === "beanstalk");
}

/**
 * Host names of the load balancer that services of the cluster share, the domain first and then by name: the
 * environment's domain and what services add, but for what services on Beanstalk have load balancers of their
 * own for. Empty when all web services are there.
 */
export function sharedHosts({ services }: Environment, { domain }: Ingress): string[] {
  const elsewhere = hostsOf(services.filter(({ runtime }) => runtime === "beanstalk"));
  const here = hostsOf(services.filter(({ runtime }) => runtime !== "beanstalk")).sort();
  return [...new Set([domain, ...here])].filter((host) => !elsewhere.includes(host));
}

function hostsOf(services: readonly Service[]): string[] {
  return services.flatMap(({ web }) => (web?.entrance === "public" ? web.hosts : []));
}

/** Ports of the shared entrance where new tasks are tested, in order. */
export function testPorts({ services }: Environment): number[] {
  const ports = services
    .filter(({ web, runtime }) => web?.entrance === "public" && runtime !== "beanstalk")
    .flatMap(({ deploy }) => (shiftsTraffic(deploy) ? (deploy.testPort ?? []) : []));
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** The firewall of the environment's entrances. */
export function wafOf(environment: Environment, { waf }: Ingress) {
  return {
    ...waf,
    countedRules: wafCountedRules(environment),
    sharedLogPolicy: environment.sharedWafLogPolicy,
  };
}

/** Rules of AWS's managed groups that a service of the environment cannot live with; they only count. */
function wafCountedRules({ services }: Environment): WafCountedRules {
  return services.some(({ preset }) => preset === "ghost") ? GHOST_COUNTED_RULES : {};
}
