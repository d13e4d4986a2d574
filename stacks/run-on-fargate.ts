import type { Construct } from "constructs";
import { type FargateCluster, FargateService, TaskRoles } from "../modules/compute";
import { WebRoute } from "../modules/edge";
import { ServiceAlarms } from "../modules/observability";
import { known } from "./known";
import { DEREGISTRATION_DELAY_SECONDS, type RunningService, type ServiceParts } from "./service-parts";

/** Runs a service as tasks on Fargate, behind the environment's load balancer. */
export function runOnFargate(scope: Construct, parts: ServiceParts): RunningService {
  const cluster = known(parts.shared.cluster, "cluster");
  openPort(parts);
  const roles = addRoles(scope, parts);
  const route = addRoute(scope, parts);
  const alarms = addAlarms(scope, parts, cluster, route);
  const { arn } = addService(scope, parts, { cluster, roles, route, alarms });
  const { name } = parts.service;
  return { filesRoleArn: roles.taskRoleArn, redeploy: { kind: "ecs", name, arn, clusterArn: cluster.arn } };
}

function openPort({ service: { web }, shared: { entrance }, firewall }: ServiceParts): void {
  if (web !== undefined) entrance?.firewall.allowTo(firewall, web.port);
}

function addRoles(scope: Construct, { service, shared, task, logs }: ServiceParts): TaskRoles {
  return new TaskRoles(scope, "roles", {
    identity: shared.identity,
    service: service.name,
    task,
    logGroupArn: logs.arn,
    kmsKeyArn: shared.keyArn,
    exec: service.exec,
    mailSenders: service.mailSenders,
  });
}

function addRoute(scope: Construct, { service, shared }: ServiceParts): WebRoute | undefined {
  const { identity, network, entrance } = shared;
  if (service.web === undefined || entrance === undefined) return undefined;
  return new WebRoute(scope, "route", {
    ...service.web,
    identity,
    network,
    entrance,
    service: service.name,
    deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS,
    targetType: "ip",
  });
}

function addAlarms(
  scope: Construct,
  { service, shared: { identity, topicArn, entrance } }: ServiceParts,
  cluster: FargateCluster,
  route: WebRoute | undefined,
): ServiceAlarms {
  return new ServiceAlarms(scope, "alarms", {
    ...service.alarms,
    identity,
    service: service.name,
    cluster: cluster.name,
    desiredCount: service.desiredCount,
    topicArn,
    web: entrance &&
      route &&
      service.web && {
        loadBalancer: entrance.loadBalancerArnSuffix,
        targetGroup: route.targetGroupArnSuffix,
        gracePeriodSeconds: service.web.healthCheck.gracePeriodSeconds,
      },
  });
}

interface Surroundings {
  readonly cluster: FargateCluster;
  readonly roles: TaskRoles;
  readonly route: WebRoute | undefined;
  readonly alarms: ServiceAlarms;
}

function addService(
  scope: Construct,
  { service, shared, firewall, task }: ServiceParts,
  { cluster, roles, route, alarms }: Surroundings,
): FargateService {
  const { identity, network, database, files, environment } = shared;
  return new FargateService(scope, "fargate", {
    firewall,
    task,
    roles,
    identity,
    name: service.name,
    cluster,
    network,
    placement: environment.network.placement,
    cpu: service.cpu,
    memoryMiB: service.memoryMiB,
    architecture: service.architecture,
    platformVersion: service.platformVersion,
    desiredCount: service.desiredCount,
    deployment: service.deployment,
    // A singleton answers 5xx while it is exchanged, so errors say nothing about its new version.
    rollbackAlarms: service.singleton ? [] : alarms.rollback.names,
    exec: service.exec,
    web: route &&
      service.web && {
        targetGroupArn: route.targetGroupArn,
        containerName: service.name,
        port: service.web.port,
        gracePeriodSeconds: service.web.healthCheck.gracePeriodSeconds,
      },
    dependsOn: [
      ...(route?.ready ?? []),
      ...(database?.ready ?? []),
      ...(files?.ready ?? []),
      ...alarms.rollback.alarms,
    ],
  });
}
