import type { Container, Task } from "../compute/container";
import {
  cloudWatchPart,
  definitionHead,
  environmentPart,
  healthCheckPart,
  hostPart,
  unlessEmpty,
} from "../compute/definition-parts";
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
  const { logging } = container;
  return {
    ...definitionHead(container),
    portMappings: portMappings(container),
    links: unlessEmpty(container.links),
    environment: environmentPart(literalVariables(container)),
    healthCheck: healthCheckPart(container.healthCheck),
    ...hostPart(container),
    logConfiguration: logging.driver === "cloudwatch" ? cloudWatchPart(logging) : undefined,
  };
}

function portMappings({ port, hostPort }: Container) {
  if (port === undefined || hostPort === undefined) return undefined;
  return [{ containerPort: port, hostPort, protocol: "tcp" }];
}
