import type { Container, HealthCheck, Logging, Task } from "./container";

/** Memory between a container and CloudWatch Logs, in the words of the log driver. */
const LOG_BUFFER = "25m";

/**
 * The container definitions of a task on Fargate, as JSON text. Keys that have no value are left out, and so
 * are those that ECS itself would drop or fill in, so that a second plan finds nothing to change.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function fargateContainerDefinitions(task: Task): string {
  return JSON.stringify(task.containers.map(containerDefinition));
}

function containerDefinition(container: Container) {
  const { mounts, labels, stopTimeoutSeconds, restart, logRouter } = container;
  // JSON.stringify leaves out what is undefined.
  return {
    name: container.name,
    image: container.image,
    cpu: container.cpu,
    memory: container.memoryMiB,
    essential: container.essential,
    entryPoint: unlessEmpty(container.entryPoint),
    command: unlessEmpty(container.command),
    user: container.user,
    portMappings:
      container.port === undefined ? undefined : [{ containerPort: container.port, protocol: "tcp" }],
    environment: unlessEmpty(sorted(container.environment).map(([name, value]) => ({ name, value }))),
    secrets: unlessEmpty(sorted(container.secrets).map(([name, valueFrom]) => ({ name, valueFrom }))),
    healthCheck: container.healthCheck && healthCheck(container.healthCheck),
    mountPoints: unlessEmpty(
      mounts.map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })),
    ),
    readonlyRootFilesystem: container.readonlyRootFilesystem || undefined,
    linuxParameters: container.initProcess ? { initProcessEnabled: true } : undefined,
    stopTimeout: stopTimeoutSeconds,
    restartPolicy: restart && { enabled: true, restartAttemptPeriod: restart.attemptPeriodSeconds },
    dockerLabels: labels && Object.keys(labels).length > 0 ? Object.fromEntries(sorted(labels)) : undefined,
    logConfiguration: logConfiguration(container.logging),
    firelensConfiguration: logRouter && {
      type: "fluentbit",
      options: {
        "enable-ecs-log-metadata": String(logRouter.ecsLogMetadata),
        ...(logRouter.configFile && {
          "config-file-type": "file",
          "config-file-value": logRouter.configFile,
        }),
      },
    },
  };
}

function healthCheck(check: HealthCheck) {
  return {
    command: check.command,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    startPeriod: check.startPeriodSeconds,
  };
}

function logConfiguration(logging: Logging) {
  if (logging.driver === "firelens") {
    return {
      logDriver: "awsfirelens",
      options: Object.fromEntries(sorted(logging.options)),
      secretOptions: unlessEmpty(
        sorted(logging.secretOptions).map(([name, valueFrom]) => ({ name, valueFrom })),
      ),
    };
  }
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

function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}

function unlessEmpty<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items !== undefined && items.length > 0 ? items : undefined;
}
