import type { Environment, Ingress, Service } from "../config/environment";
import { GHOST_COUNTED_RULES, type WafCountedRules } from "../modules/edge";
import { fargateEndpoints } from "../modules/network";

/** All host names of an environment: its domain and those that services add; sorted. */
export function routedHosts({ services }: Environment, { domain }: Ingress): string[] {
  return [...new Set([domain, ...services.flatMap(({ web }) => web?.hosts ?? [])])].sort();
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
