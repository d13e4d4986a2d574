import type { Container, Logging, Task } from "../compute/container";
import { literalVariables } from "./environment-values";
import { hostPath } from "./host-paths";

export interface DockerrunProps {
  /** Containers in the words of the team file, not escaped for Terraform. */
  readonly task: Task;
  /** ARN of the role with which ECS pulls images and reads secrets; known before the role is made. */
  readonly executionRoleArn: string;
}

/**
 * `Dockerrun.aws.json` version 2: the containers of every instance, in the words of an ECS task definition.
 * Secrets and references are not in it; the platform adds them to every container.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html
 */
export function dockerrun({ task, executionRoleArn }: DockerrunProps) {
  return {
    AWSEBDockerrunVersion: 2,
    executionRoleArn,
    volumes: unlessEmpty(
      task.volumes.map((volume) => ({ name: volume.name, host: { sourcePath: hostPath(volume) } })),
    ),
    containerDefinitions: task.containers.map(containerDefinition),
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
function containerDefinition(container: Container) {
  const { healthCheck, labels, restart } = container;
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
    portMappings: portMappings(container),
    links: unlessEmpty(container.links),
    environment: unlessEmpty(sorted(literalVariables(container)).map(([name, value]) => ({ name, value }))),
    healthCheck: healthCheck && {
      command: healthCheck.command,
      interval: healthCheck.intervalSeconds,
      timeout: healthCheck.timeoutSeconds,
      retries: healthCheck.retries,
      startPeriod: healthCheck.startPeriodSeconds,
    },
    mountPoints: unlessEmpty(
      container.mounts.map(({ volume, path, readOnly }) => ({
        sourceVolume: volume,
        containerPath: path,
        readOnly,
      })),
    ),
    readonlyRootFilesystem: container.readonlyRootFilesystem || undefined,
    linuxParameters: container.initProcess ? { initProcessEnabled: true } : undefined,
    stopTimeout: container.stopTimeoutSeconds,
    restartPolicy: restart && { enabled: true, restartAttemptPeriod: restart.attemptPeriodSeconds },
    dockerLabels: labels && Object.fromEntries(sorted(labels)),
    logConfiguration: logConfiguration(container.logging),
  };
}

function portMappings({ port, hostPort }: Container) {
  if (port === undefined || hostPort === undefined) return undefined;
  return [{ containerPort: port, hostPort, protocol: "tcp" }];
}

function logConfiguration(logging: Logging) {
  if (logging.driver === "firelens") return undefined;
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logging.group,
      "awslogs-region": logging.region,
      "awslogs-stream-prefix": logging.streamPrefix,
      // A log line never holds up a request.
      mode: "non-blocking",
      "max-buffer-size": "25m",
    },
  };
}

function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}

function unlessEmpty<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items !== undefined && items.length > 0 ? items : undefined;
}
