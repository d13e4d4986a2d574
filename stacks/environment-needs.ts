import type { Environment, Ingress, Service } from "../config/environment";
import { GHOST_COUNTED_RULES, type WafCountedRules } from "../modules/edge";
import { fargateEndpoints } from "../modules/network";

/** Whether any service, or only a future one, runs in the environment's own ECS cluster. */
export function usesCluster({ services }: Environment): boolean {
  return services.length === 0 || services.some(({ runtime }) => runtime === "fargate");
}

/** Whether any service runs on Beanstalk. */
export function usesBeanstalk({ services }: Environment): boolean {
  return services.some(({ runtime }) => runtime === "beanstalk");
}

/**
 * Host names of the load balancer that services on Fargate share, the domain first and then by name: the
 * environment's domain and what services add, but for what services on Beanstalk have load balancers of their
 * own for. Empty when all web services are there.
 */
export function sharedHosts({ services }: Environment, { domain }: Ingress): string[] {
  const elsewhere = hostsOf(services.filter(({ runtime }) => runtime === "beanstalk"));
  const here = hostsOf(services.filter(({ runtime }) => runtime === "fargate")).sort();
  return [...new Set([domain, ...here])].filter((host) => !elsewhere.includes(host));
}

function hostsOf(services: readonly Service[]): string[] {
  return services.flatMap(({ web }) => web?.hosts ?? []);
}

/** Rules of AWS's managed groups that a service of the environment cannot live with; they only count. */
export function wafCountedRules({ services }: Environment): WafCountedRules {
  return services.some(({ preset }) => preset === "ghost") ? GHOST_COUNTED_RULES : {};
}

/** Interface endpoints of the environment, computed from what its services use. */
export function interfaceEndpoints(environment: Environment): string[] {
  const { network, services, encryption } = environment;
  if (network.endpoints === "none") return [];
  const arns = services.flatMap((service) => secretArns(environment, service));
  return fargateEndpoints({
    secrets: arns.some((arn) => arn === undefined || arn.startsWith("arn:aws:secretsmanager:")),
    parameters: arns.some((arn) => arn?.startsWith("arn:aws:ssm:")),
    exec: services.some(({ exec }) => exec),
    customerKey: encryption === "customer-managed",
  });
}

/** ARNs of what a service's containers read; undefined stands for the database's own secret. */
function secretArns({ datadog }: Environment, service: Service): (string | undefined)[] {
  const secrets = [service, ...service.sidecars].flatMap(({ secrets }) => Object.values(secrets));
  const arns = secrets.map((secret) => ("arn" in secret ? secret.arn : undefined));
  return datadog === undefined ? arns : [...arns, datadog.apiKey.arn];
}
