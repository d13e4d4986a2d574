import type { Construct } from "constructs";
import { keepsRunning } from "../config/resolve/kind";
import { fewestTasks } from "../config/scaling-plan";
import { type Launch, type RegisteredTask, RunningTasks, TaskRoles } from "../modules/compute";
import type { RedeployTarget } from "../modules/database";
import type { Deployable } from "../modules/delivery";
import { WebRoute } from "../modules/edge";
import { ServiceAlarms } from "../modules/observability";
import type { RequestedGroups } from "../modules/scaling";
import { addDeployable, addEngine, trafficShift } from "./deployments";
import { laterImages } from "./images";
import { entranceOf } from "./internal-entrance";
import { permissions } from "./permissions";
import { secretKeys } from "./secret-keys";
import type { RunningService, ServiceParts } from "./service-parts";
import { addScaling } from "./service-scaling";
import { startTasks, surroundings } from "./start-tasks";

/** What runs, and where: what the places that ECS runs tasks in differ by. */
export interface Start {
  /** Its construct is the scope of the service, whose address therefore names the place. */
  readonly task: RegisteredTask & Construct;
  readonly roles: TaskRoles;
  readonly launch: Launch;
}

/** The roles of a service's tasks, wherever ECS runs them. */
export function addRoles(scope: Construct, { service, shared, task, logs }: ServiceParts): TaskRoles {
  return new TaskRoles(scope, "roles", {
    identity: shared.identity,
    service: service.name,
    task,
    laterImages: laterImages(service, shared.environment),
    logGroupArn: logs.arn,
    kmsKeyArn: shared.keyArn,
    secretKeys: secretKeys(shared.environment, service),
    exec: service.exec,
    mailSenders: service.mailSenders,
    permissions: permissions(service, shared.assets),
  });
}

/** Keeps tasks of a service running, or says when and how one is started, by the kind of the service. */
export function runTasks(scope: Construct, parts: ServiceParts, start: Start): RunningService {
  if (keepsRunning(parts.service.kind)) return keepTasks(scope, parts, start);
  startTasks(scope, parts, start);
  // A task that is started later reads the password of that time.
  const { roles, task, launch } = start;
  const ready = [...roles.grants, ...surroundings(parts)];
  return {
    filesRoleArn: roles.taskRoleArn,
    redeploy: undefined,
    deployable: undefined,
    startable: { task, launch, ready },
    ready: [],
  };
}

/** An ECS service, behind a load balancer where one leads to it. */
function keepTasks(scope: Construct, parts: ServiceParts, start: Start): RunningService {
  openPort(parts, start.launch);
  const route = addRoute(scope, parts, start.launch);
  const alarms = addAlarms(scope, parts, start.launch, route);
  const running = addService(scope, parts, start, { route, alarms });
  const { clusterName, clusterArn } = start.launch;
  addScaling(scope, parts, {
    clusterName,
    serviceName: running.name,
    requested: requested(parts, route),
  });
  const { deployable, ready } = addDeployable(scope, parts, start, { running, route, alarms });
  return {
    filesRoleArn: start.roles.taskRoleArn,
    redeploy: redeployTarget(parts, running, clusterArn, deployable),
    deployable,
    startable: undefined,
    ready: [running, ...ready],
  };
}

/** How running tasks get a new password: CodeDeploy's have to be deployed anew, by CodeDeploy. */
function redeployTarget(
  { service: { name, web } }: ServiceParts,
  { id: arn }: RunningTasks,
  clusterArn: string,
  { codeDeploy }: Deployable,
): RedeployTarget {
  if (codeDeploy === undefined || web === undefined) return { kind: "ecs", name, arn, clusterArn };
  const { container: containerName, port } = web;
  return { kind: "codedeploy", name, arn, clusterArn, ...codeDeploy, web: { containerName, port } };
}

function openPort(parts: ServiceParts, { hostPorts }: Launch): void {
  const { web } = parts.service;
  if (web === undefined) return;
  const { first, last } = hostPorts ?? { first: web.port, last: web.port };
  entranceOf(parts)?.firewall.allowTo(parts.firewall, first, last);
}

function addRoute(scope: Construct, parts: ServiceParts, { targetType }: Launch): WebRoute | undefined {
  const { service, shared } = parts;
  const { identity, network } = shared;
  const entrance = entranceOf(parts);
  if (service.web === undefined || entrance === undefined) return undefined;
  const shift = trafficShift(parts);
  return new WebRoute(scope, "route", {
    ...service.web,
    identity,
    network,
    entrance,
    service: service.name,
    targetType,
    ...(shift && { shift }),
  });
}

function addAlarms(
  scope: Construct,
  parts: ServiceParts,
  { clusterName }: Launch,
  route: WebRoute | undefined,
): ServiceAlarms {
  const { service, shared } = parts;
  const { identity, topicArn } = shared;
  const entrance = entranceOf(parts);
  return new ServiceAlarms(scope, "alarms", {
    ...service.alarms,
    identity,
    service: service.name,
    cluster: clusterName,
    desiredCount: fewestTasks(service),
    topicArn,
    web: entrance &&
      route &&
      service.web && {
        loadBalancer: entrance.loadBalancerArnSuffix,
        ...targetGroups(route),
        gracePeriodSeconds: service.web.healthCheck.gracePeriodSeconds,
      },
  });
}

function targetGroups({ targetGroupArnSuffix, shiftable }: WebRoute) {
  const alternate = shiftable?.alternate.arnSuffix;
  return { targetGroup: targetGroupArnSuffix, ...(alternate && { alternateTargetGroup: alternate }) };
}

/** Where the load balancer counts the requests of the service. */
function requested(parts: ServiceParts, route: WebRoute | undefined): RequestedGroups | undefined {
  const loadBalancer = entranceOf(parts)?.loadBalancerArnSuffix;
  if (loadBalancer === undefined || route === undefined) return undefined;
  return { loadBalancer, targetGroups: route.targetGroupArnSuffixes };
}

interface Surroundings {
  readonly route: WebRoute | undefined;
  readonly alarms: ServiceAlarms;
}

function addService(
  scope: Construct,
  parts: ServiceParts,
  { task, roles, launch }: Start,
  { route, alarms }: Surroundings,
): RunningTasks {
  const { service, shared } = parts;
  const { database, files } = shared;
  const { engine, ready } = addEngine(scope, parts, route);
  return new RunningTasks(task, "service", {
    name: service.name,
    task,
    launch,
    desiredCount: service.desiredCount,
    desiredCountIsOwnedElsewhere: service.scaling !== undefined,
    imageIsOwnedElsewhere: service.release.owner === "pipeline",
    engine,
    // A singleton is never on Spot, and away during a deployment; what comes to instances from Fargate is replaced.
    movesInPlace: !service.singleton && service.runtime === "fargate",
    deployment: service.deployment,
    // A singleton answers 5xx while it is exchanged, so errors say nothing about its new version.
    rollbackAlarms: service.singleton ? [] : alarms.rollback.names,
    exec: service.exec,
    web: route &&
      service.web && {
        targetGroupArn: route.targetGroupArn,
        containerName: service.web.container,
        port: service.web.port,
        gracePeriodSeconds: service.web.healthCheck.gracePeriodSeconds,
      },
    dependsOn: [
      ...roles.grants,
      ...(route?.ready ?? []),
      ...(database?.ready ?? []),
      ...(files?.ready ?? []),
      ...alarms.rollback.alarms,
      ...ready,
    ],
  });
}
