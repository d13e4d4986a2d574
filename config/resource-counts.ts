import { natZones } from "../modules/network/nat-zones";
import type { Environment, Service } from "./environment";
import type { QuotaName } from "./quotas";

/** What an environment takes of the quotas that hold for a region or an account. */
export type ResourceCounts = Readonly<Record<Exclude<QuotaName, "natGateways">, number>>;

/**
 * What an environment takes of each quota. This mirrors what the modules make; a test compares it with the
 * stacks of the shipped environments.
 */
export function resourceCounts(environment: Environment): ResourceCounts {
  const { database } = environment;
  const entrances = entrancesOf(environment);
  return {
    vpcs: 1,
    gatewayEndpoints: 1,
    elasticIps: natGatewayZones(environment).length,
    loadBalancers: entrances,
    webAcls: entrances,
    logResourcePolicies: entrances,
    ipSets: environment.ingress?.access.kind === "allow" ? entrances * 2 : 0,
    targetGroups: webServices(environment).length,
    dbClusters: database === undefined ? 0 : 1,
    dbInstances: database?.instances ?? 0,
    iamRoles: rolesOf(environment),
  };
}

/** Availability zones in which the environment has a NAT gateway, each with an Elastic IP address. */
export function natGatewayZones({ network }: Environment): string[] {
  return [...new Set(Object.values(natZones(network.nat, network.availabilityZones)))];
}

/** Load balancers with their firewalls: one that services on Fargate share, one for each web service on Beanstalk. */
function entrancesOf(environment: Environment): number {
  const own = webServices(environment).filter(onBeanstalk).length;
  return own + (hasSharedEntrance(environment) ? 1 : 0);
}

/** Whether there is a load balancer besides those of services on Beanstalk: something is left for it to answer to. */
export function hasSharedEntrance(environment: Environment): boolean {
  const { ingress } = environment;
  if (ingress === undefined) return false;
  const web = webServices(environment);
  const elsewhere = new Set(web.filter(onBeanstalk).flatMap(hostsOf));
  const hosts = [ingress.domain, ...web.filter((service) => !onBeanstalk(service)).flatMap(hostsOf)];
  return hosts.some((host) => !elsewhere.has(host));
}

function onBeanstalk({ runtime }: Service): boolean {
  return runtime === "beanstalk";
}

function hostsOf({ web }: Service): readonly string[] {
  return web?.hosts ?? [];
}

function webServices({ ingress, services }: Environment): Service[] {
  return ingress === undefined ? [] : services.filter(({ web }) => web !== undefined);
}

/** Two for every service, and those that services share. */
function rolesOf({ network, database, services }: Environment): number {
  const flowLogs = network.flowLogRetentionDays === undefined ? 0 : 1;
  const rotation = database !== undefined && services.some(usesDatabasePassword) ? 2 : 0;
  const beanstalk = services.some(onBeanstalk) ? 1 : 0;
  return services.length * 2 + flowLogs + rotation + beanstalk;
}

function usesDatabasePassword(service: Service): boolean {
  return [service, ...service.sidecars].some(({ secrets }) =>
    Object.values(secrets).some((secret) => "from" in secret),
  );
}
