import type { Container, HealthCheck, Logging } from "./container";

/*
 * Parts of an ECS container definition that are the same wherever it is used: in a task definition, or in the
 * Dockerrun of Elastic Beanstalk. What has no value is undefined, which `JSON.stringify` leaves out.
 */

/** Memory between a container and CloudWatch Logs, in the words of the log driver. */
const LOG_BUFFER = "25m";

/** The keys that every definition begins with. */
export function definitionHead(container: Container) {
  return {
    name: container.name,
    image: container.image,
    cpu: container.cpu,
    memory: container.memoryMiB,
    essential: container.essential,
    entryPoint: unlessEmpty(container.entryPoint),
    command: unlessEmpty(container.command),
    user: container.user,
  };
}

/** Variables, by name. */
export function environmentPart(environment: Readonly<Record<string, string>>) {
  return unlessEmpty(sortedEntries(environment).map(([name, value]) => ({ name, value })));
}

/** The health check that is run inside the container. */
export function healthCheckPart(check: HealthCheck | undefined) {
  if (check === undefined) return undefined;
  return {
    command: check.command,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    startPeriod: check.startPeriodSeconds,
  };
}

/** What a container waits for. */
export function dependsOnPart({ dependsOn = {} }: Container) {
  return unlessEmpty(
    sortedEntries(dependsOn).map(([containerName, condition]) => ({
      containerName,
      condition: condition.toUpperCase(),
    })),
  );
}

/** Mounts, file system, process and labels. */
export function hostPart({ mounts, restart, labels, ...container }: Container) {
  return {
    mountPoints: unlessEmpty(
      mounts.map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })),
    ),
    readonlyRootFilesystem: container.readonlyRootFilesystem || undefined,
    linuxParameters: linuxParameters(container),
    ulimits: unlessEmpty(
      sortedEntries(container.ulimits ?? {}).map(([name, { soft, hard }]) => ({
        name,
        softLimit: soft,
        hardLimit: hard,
      })),
    ),
    stopTimeout: container.stopTimeoutSeconds,
    restartPolicy: restart && { enabled: true, restartAttemptPeriod: restart.attemptPeriodSeconds },
    dockerLabels:
      labels && Object.keys(labels).length > 0 ? Object.fromEntries(sortedEntries(labels)) : undefined,
  };
}

function linuxParameters({ initProcess, tmpfs }: Pick<Container, "initProcess" | "tmpfs">) {
  const parameters = {
    initProcessEnabled: initProcess || undefined,
    tmpfs: unlessEmpty(tmpfs?.map(({ path, sizeMiB }) => ({ containerPath: path, size: sizeMiB }))),
  };
  return Object.values(parameters).some((value) => value !== undefined) ? parameters : undefined;
}

/** Logs to CloudWatch. */
export function cloudWatchPart(logging: Extract<Logging, { driver: "cloudwatch" }>) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logging.group,
      "awslogs-region": logging.region,
      "awslogs-stream-prefix": logging.streamPrefix,
      // The default depends on the account and changed in June 2025: a log line never holds up a request.
      mode: "non-blocking",
      "max-buffer-size": LOG_BUFFER,
    },
  };
}

/** Entries by name, so that the order of a team's file changes nothing. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The items, or undefined where there are none: ECS drops empty lists, and a plan would see a change. */
export function unlessEmpty<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items !== undefined && items.length > 0 ? items : undefined;
}
