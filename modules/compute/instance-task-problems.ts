import type { Container, Task } from "./container";
import { taskProblems } from "./fargate-task-problems";
import type { InstanceNetwork } from "./instance-containers";
import type { Share } from "./main-container-share";

/**
 * Everything that ECS would refuse, or quietly get wrong, about a task of the given size on an instance; empty when
 * there is nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
export function instanceTaskProblems(task: Task, size: Share, network: InstanceNetwork): string[] {
  return [...sizeProblems(task, size), ...taskProblems(task), ...networkProblems(task, network)];
}

function sizeProblems({ containers }: Task, size: Share): string[] {
  const total = (what: "cpu" | "memoryMiB") => containers.reduce((sum, each) => sum + each[what], 0);
  const problems: string[] = [];
  if (total("cpu") > size.cpu) {
    problems.push(`The containers reserve ${total("cpu")} CPU units, the task has ${size.cpu}.`);
  }
  if (total("memoryMiB") > size.memoryMiB) {
    problems.push(`The containers take ${total("memoryMiB")} MiB of memory, the task has ${size.memoryMiB}.`);
  }
  if (!containers.some(({ essential }) => essential)) problems.push("No container is essential.");
  return problems;
}

function networkProblems({ containers }: Task, network: InstanceNetwork): string[] {
  if (network === "bridge") return containers.flatMap((each) => unknownLinks(each, containers));
  return containers.flatMap(({ name, links = [] }) =>
    links.map(
      (link) => `Container ${name} has a link to ${link}; in the network ${network} it is at 127.0.0.1.`,
    ),
  );
}

function unknownLinks({ name, links = [] }: Container, containers: readonly Container[]): string[] {
  return links
    .filter((link) => !containers.some((each) => each.name === link))
    .map((link) => `Container ${name} has a link to ${link}, which is not in the task.`);
}
