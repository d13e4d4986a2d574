import type { Container, Task } from "../compute/container";
import { MIN_CONTAINER_CPU } from "../compute/fargate-size";
import { clashes } from "./environment-values";

/** What the instance mounts by name; it becomes a path and part of a list. */
const VOLUME_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Least memory that Docker gives a container. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const MIN_MEMORY_MIB = 6;

/**
 * What makes a task impossible on the ECS platform of Elastic Beanstalk, or quietly different from what was
 * asked for; each in one sentence, and nothing when all is well.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html
 */
export function beanstalkTaskProblems(task: Task): string[] {
  return [
    ...task.containers.flatMap(containerProblems),
    ...hostPortProblems(task),
    ...linkProblems(task),
    ...volumeProblems(task),
    ...clashes(task),
  ];
}

function containerProblems(container: Container): string[] {
  const { name, cpu, memoryMiB, hostPort, port, logging } = container;
  return [
    ...problem(
      !Number.isInteger(memoryMiB) || memoryMiB < MIN_MEMORY_MIB,
      `Container ${name} has ${memoryMiB} MiB of memory; state a whole number of at least ${MIN_MEMORY_MIB}.`,
    ),
    ...problem(
      !Number.isInteger(cpu) || cpu < MIN_CONTAINER_CPU,
      `Container ${name} has ${cpu} CPU units; state a whole number of at least ${MIN_CONTAINER_CPU}.`,
    ),
    ...problem(
      hostPort !== undefined && port === undefined,
      `Container ${name} takes port ${hostPort} of the instance but listens on none.`,
    ),
    ...problem(
      logging.driver === "firelens" || container.logRouter !== undefined,
      `Container ${name} logs through FireLens; on Elastic Beanstalk the Datadog agent of the instance reads logs.`,
    ),
  ];
}

function hostPortProblems({ containers }: Task): string[] {
  const taken = containers.flatMap(({ name, hostPort }) =>
    hostPort === undefined ? [] : [{ name, hostPort }],
  );
  return taken.flatMap(({ name, hostPort }, index) =>
    taken
      .slice(index + 1)
      .filter((other) => other.hostPort === hostPort)
      .map((other) => `Containers ${name} and ${other.name} both take port ${hostPort} of the instance.`),
  );
}

function linkProblems({ containers }: Task): string[] {
  const names = containers.map(({ name }) => name);
  return [
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `Two containers are named ${name}.`),
    ...containers.flatMap(({ name, links = [] }) =>
      links.flatMap((link) => [
        ...problem(!names.includes(link), `Container ${name} has a link to ${link}, which is not there.`),
        ...problem(link === name, `Container ${name} has a link to itself.`),
      ]),
    ),
    ...containers
      .filter(({ name }) => reaches(name, name, containers))
      .map(({ name }) => `Container ${name} has links that lead back to it, so none could start first.`),
  ];
}

function reaches(
  from: string,
  to: string,
  containers: readonly Container[],
  seen = new Set<string>(),
): boolean {
  const links = containers.find(({ name }) => name === from)?.links ?? [];
  return links.some((link) => {
    if (link === to) return from !== to;
    if (seen.has(link)) return false;
    return reaches(link, to, containers, seen.add(link));
  });
}

function volumeProblems({ containers, volumes }: Task): string[] {
  const names = new Set(volumes.map(({ name }) => name));
  return [
    ...volumes
      .filter(({ name }) => !VOLUME_NAME.test(name))
      .map(({ name }) => `The volume ${JSON.stringify(name)} needs a name of letters, digits, - and _.`),
    ...containers.flatMap(({ name, mounts }) =>
      mounts
        .filter(({ volume }) => !names.has(volume))
        .map(({ volume }) => `Container ${name} mounts ${volume}, which is not a volume of the task.`),
    ),
  ];
}

function problem(is: boolean, text: string): string[] {
  return is ? [text] : [];
}
