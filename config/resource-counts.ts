import { natZones } from "../modules/network/nat-zones";
import { handlesImages, startsByEvent } from "./delivery-plan";
import { shiftsTraffic } from "./deploy-plan";
import type { Environment, Service } from "./environment";
import type { QuotaName } from "./quotas";
import { keepsRunning } from "./resolve/kind";
import { hasFreeze, stepTasks } from "./rollout-plan";

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
    loadBalancers: entrances + (hasInternalEntrance(environment) ? 1 : 0),
    webAcls: entrances,
    logResourcePolicies: environment.sharedWafLogPolicy ? 0 : entrances,
    ipSets: environment.ingress?.access.kind === "allow" ? entrances * 2 : 0,
    targetGroups: targetGroupsOf(environment),
    dbClusters: database === undefined ? 0 : 1,
    dbInstances: database?.instances ?? 0,
    iamRoles: rolesOf(environment),
  };
}

/** Availability zones in which the environment has a NAT gateway, each with an Elastic IP address. */
export function natGatewayZones({ network }: Environment): string[] {
  return [...new Set(Object.values(natZones(network.nat, network.availabilityZones)))];
}

/** One for every service that is reached, two where requests go from one to the other. */
function targetGroupsOf({ services }: Environment): number {
  const served = services.filter(({ web }) => web !== undefined);
  return served.length + served.filter(isShifted).length;
}

/** Whether requests go over from the old tasks to the new ones. */
export function isShifted({ runtime, kind, deploy }: Service): boolean {
  return runtime !== "beanstalk" && keepsRunning(kind) && shiftsTraffic(deploy);
}

/** Whether something is given a role to exchange the service's tasks. */
export function hasDeployRole(service: Service): boolean {
  const { web, deploy } = service;
  return isShifted(service) && [web, ...Object.values(deploy.hooks)].some((one) => one !== undefined);
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

/** Whether there is a load balancer for services that only other services call. */
export function hasInternalEntrance({ services }: Environment): boolean {
  return services.some(({ web }) => web?.entrance === "internal");
}

function onBeanstalk({ runtime }: Service): boolean {
  return runtime === "beanstalk";
}

function hostsOf({ web }: Service): readonly string[] {
  return web?.hosts ?? [];
}

function webServices({ services }: Environment): Service[] {
  return services.filter(({ web }) => web?.entrance === "public");
}

/** Two for every service, and those that services share. */
function rolesOf({
  network,
  database,
  services,
  cluster,
  datadog,
  delivery: delivered,
}: Environment): number {
  const flowLogs = network.flowLogRetentionDays === undefined ? 0 : 1;
  const rotation = database !== undefined && services.some((one) => readsPassword(one, undefined)) ? 2 : 0;
  const users = database?.users ?? [];
  const userRoles =
    users.length * 3 +
    users.filter(({ name }) => services.some((one) => readsPassword(one, name))).length * 2;
  const beanstalk = services.some(onBeanstalk) ? 1 : 0;
  const agent = datadog === undefined ? 0 : 2;
  // Of the instances, and of what replaces those that lost their agent.
  const instances = cluster.instances === undefined ? 0 : 3 + agent;
  const schedules = services.filter(({ schedule }) => schedule !== undefined).length;
  const pipelines = services.flatMap(({ pipeline }) => pipeline ?? []);
  const delivery =
    pipelines.length +
    pipelines.filter(handlesImages).length +
    pipelines.filter(startsByEvent).length +
    stepTasks(services).length +
    (hasFreeze(delivered, services) ? 2 : 0) +
    services.filter(hasDeployRole).length;
  return delivery + services.length * 2 + schedules + flowLogs + rotation + userRoles + beanstalk + instances;
}

/**
 * Whether a new password of a database user (undefined: the master) has to reach a service. A task that is only started
 * reads the password of that time.
 */
export function readsPassword(service: Service, user: string | undefined): boolean {
  if (!keepsRunning(service.kind)) return false;
  return [service, ...service.sidecars].some(({ secrets }) =>
    Object.values(secrets).some((secret) => "from" in secret && secret.user === user),
  );
}
