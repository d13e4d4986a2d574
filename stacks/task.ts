import { datadogShares } from "../config/datadog-shares";
import type { ContainerPlan, Datadog, Environment, Service } from "../config/environment";
import {
  type Container,
  type Logging,
  mainContainerShare,
  secretValueFrom,
  type Task,
  type Volume,
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

/** The containers of a service: its own, its sidecars and, where the environment has Datadog, Datadog's. */
export function taskOf(environment: Environment, service: Service, parts: TaskParts): Task {
  const { datadog } = environment;
  const task: Task = {
    containers: [mainContainer(environment, service, parts), ...sidecars(service, parts)],
    volumes: parts.volumes,
  };
  return datadog === undefined
    ? task
    : withDatadog(task, datadogOptions(environment, service, datadog, parts));
}

function mainContainer(environment: Environment, service: Service, parts: TaskParts): Container {
  return {
    ...common(service, parts),
    ...mainContainerShare(service, [...service.sidecars, ...datadogShares(environment, service)]),
    name: service.name,
    essential: true,
    port: service.web?.port ?? service.beanstalk?.worker?.port,
    mounts: service.mounts.map((mount) => ({
      volume: mount.name,
      path: mount.path,
      readOnly: mount.readOnly,
    })),
  };
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
    mounts: [],
  }));
}

function common(container: ContainerPlan, { referable, logging }: TaskParts) {
  return {
    image: container.image,
    command: container.command,
    entryPoint: container.entryPoint,
    user: container.user,
    environment: variables(container.environment, referable),
    secrets: secretSources(container.secrets, referable),
    healthCheck: container.healthCheck,
    stopTimeoutSeconds: container.stopTimeoutSeconds,
    readonlyRootFilesystem: container.readonlyRootFilesystem,
    links: container.links,
    logging,
  };
}

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
    agentPlace: service.runtime === "beanstalk" ? ("instance" as const) : ("task" as const),
    agent: datadog.agent,
    logRouter: datadog.logRouter,
    agentLogging: logging,
  };
}
