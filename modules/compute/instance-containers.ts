import type { Container, Task } from "./container";
import { unlessEmpty } from "./definition-parts";
import { containerDefinition } from "./fargate-containers";

/** How containers on an instance are connected. */
export type InstanceNetwork = "bridge" | "awsvpc" | "host";

/**
 * The container definitions of a task on an instance, as JSON text. Behind Docker's bridge a container has a loopback
 * of its own, so others reach it by a link, and the load balancer by a port of the instance that Docker chooses:
 * two revisions of a service fit on one instance.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export function instanceContainerDefinitions(task: Task, network: InstanceNetwork): string {
  const render = network === "bridge" ? bridged : containerDefinition;
  return JSON.stringify(task.containers.map(render));
}

function bridged(container: Container) {
  const { port, links } = container;
  return {
    ...containerDefinition(container),
    portMappings: port === undefined ? undefined : [{ containerPort: port, hostPort: 0, protocol: "tcp" }],
    links: unlessEmpty(links),
  };
}
