import type { Container, Logging, Task } from "./container";
import {
  cloudWatchPart,
  definitionHead,
  dependsOnPart,
  environmentPart,
  healthCheckPart,
  hostPart,
  sortedEntries,
  unlessEmpty,
} from "./definition-parts";

/**
 * The container definitions of a task on Fargate, as JSON text. Keys that have no value are left out, and so
 * are those that ECS itself would drop or fill in, so that a second plan finds nothing to change.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function fargateContainerDefinitions(task: Task): string {
  return JSON.stringify(task.containers.map(containerDefinition));
}

/** One container definition of a task on Fargate, or on an instance with a network interface of its own. */
export function containerDefinition(container: Container) {
  const { port, secrets, logRouter } = container;
  return {
    ...definitionHead(container),
    portMappings: port === undefined ? undefined : [{ containerPort: port, protocol: "tcp" }],
    environment: environmentPart(container.environment),
    secrets: unlessEmpty(sortedEntries(secrets).map(([name, valueFrom]) => ({ name, valueFrom }))),
    healthCheck: healthCheckPart(container.healthCheck),
    dependsOn: dependsOnPart(container),
    ...hostPart(container),
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

function logConfiguration(logging: Logging) {
  if (logging.driver === "cloudwatch") return cloudWatchPart(logging);
  return {
    logDriver: "awsfirelens",
    options: Object.fromEntries(sortedEntries(logging.options)),
    secretOptions: unlessEmpty(
      sortedEntries(logging.secretOptions).map(([name, valueFrom]) => ({ name, valueFrom })),
    ),
  };
}
