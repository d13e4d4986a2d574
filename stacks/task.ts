import { addedShares } from "../config/added-shares";
import type { ContainerPlan, Sidecar } from "../config/container-plan";
import type { Datadog, Environment, Service } from "../config/environment";
import {
  type Container,
  type Logging,
  mainContainerShare,
  secretValueFrom,
  type Task,
  type Volume,
  type VolumeMount,
  withS3Files,
  withStopSignal,
} from "../modules/compute";
import { datadogVersion, withDatadog } from "../modules/observability";
import { type Referable, secretSources, variables } from "./references";

/** What AWS already knows when a task is described. */
export interface TaskParts {
  readonly referable: Referable;
  /** Where containers log to, unless Datadog takes their logs. */
  readonly logging: Logging;
  /** A volume for each of the service's mounts, of the mount's name. */
  readonly volumes: readonly Volume[];
}

/** The containers of a service: its own, its sidecars, what fetches its files and, where the environment has Datadog, Datadog's. */
export function taskOf(environment: Environment, service: Service, parts: TaskParts): Task {
  const { datadog, region } = environment;
  const own: Task = {
    containers: [mainContainer(environment, service, parts), ...sidecars(service, parts)],
    volumes: [...parts.volumes, ...scratchVolumes(service)],
  };
  const { s3Files } = service;
  const task = s3Files === undefined ? own : withS3Files(own, { ...s3Files, region, logging: parts.logging });
  return datadog === undefined
    ? task
    : withDatadog(task, datadogOptions(environment, service, datadog, parts));
}

function mainContainer(environment: Environment, service: Service, parts: TaskParts): Container {
  return {
    ...common(service, parts),
    ...mainContainerShare(service, [...service.sidecars, ...addedShares(environment, service)]),
    name: service.name,
    essential: true,
    port: ownPort(service),
    mounts: volumeMounts(service),
  };
}

/** Behind a front nobody but the front reaches the service's own container. */
function ownPort({ name, web, beanstalk }: Service): number | undefined {
  return web?.container === name ? web.port : beanstalk?.worker?.port;
}

function sidecars(service: Service, parts: TaskParts): Container[] {
  return service.sidecars.map((sidecar) => ({
    ...common(sidecar, parts),
    name: sidecar.name,
    cpu: sidecar.cpu,
    memoryMiB: sidecar.memoryMiB,
    essential: sidecar.essential,
    port: sidecar.port,
    // Containers on Beanstalk have addresses of their own, so that a port leads nowhere by itself.
    hostPort: service.runtime === "beanstalk" ? sidecar.port : undefined,
    mounts: volumeMounts(sidecar),
  }));
}

/** Directories that containers share by name; one that a single container has is one of these, too. */
function scratchVolumes(service: Service): Volume[] {
  const names = [service, ...service.sidecars].flatMap(({ scratch }) => scratch.map(({ name }) => name));
  return [...new Set(names)].sort().map((name) => ({ kind: "scratch", name: scratchVolume(name) }));
}

/** Mounts and scratch directories may have one name. */
function scratchVolume(name: string): string {
  return `scratch_${name}`;
}

function volumeMounts({ mounts, scratch }: Pick<Sidecar, "mounts" | "scratch">): VolumeMount[] {
  return [
    ...mounts.map(({ name, path, readOnly }) => ({ volume: name, path, readOnly })),
    ...scratch.map(({ name, path, readOnly }) => ({ volume: scratchVolume(name), path, readOnly })),
  ];
}

function common(container: ContainerPlan, { referable, logging }: TaskParts) {
  return {
    image: container.image,
    command: container.command,
    entryPoint: container.entryPoint,
    ...stopSignalPart(container),
    user: container.user,
    environment: variables(container.environment, referable),
    secrets: secretSources(container.secrets, referable),
    healthCheck: container.healthCheck,
    stopTimeoutSeconds: container.stopTimeoutSeconds,
    readonlyRootFilesystem: container.readonlyRootFilesystem,
    links: container.links,
    initProcess: container.initProcess,
    dependsOn: container.dependsOn,
    ulimits: container.ulimits,
    tmpfs: container.tmpfs,
    logging,
  };
}

function stopSignalPart({ stopSignal, entryPoint, command }: ContainerPlan) {
  if (stopSignal === undefined || entryPoint === undefined) return {};
  return withStopSignal(stopSignal, entryPoint, command);
}

const AGENT_PLACES = { fargate: "task", ec2: "daemon", beanstalk: "instance" } as const;

function datadogOptions(
  environment: Environment,
  service: Service,
  datadog: Datadog,
  { logging }: TaskParts,
) {
  return {
    site: datadog.site,
    apiKey: secretValueFrom(datadog.apiKey),
    apm: datadog.apm,
    logs: datadog.logs,
    environment: environment.name,
    service: service.name,
    version: datadogVersion(service.image),
    team: environment.team,
    agentPlace: AGENT_PLACES[service.runtime],
    agent: datadog.agent,
    logRouter: datadog.logRouter,
    agentLogging: logging,
  };
}
