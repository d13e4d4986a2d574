import type { Container, Task } from "./container";
import { isFargateSize, MIN_CONTAINER_CPU, nearestFargateSize } from "./fargate-size";
import type { Share } from "./main-container-share";

/**
 * Everything that ECS would refuse, or quietly get wrong, about a task on Fargate of the given size; empty
 * when there is nothing. Terraform finds none of it in a plan.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function fargateTaskProblems(task: Task, size: Share): string[] {
  return [...sizeProblems(task, size), ...taskProblems(task), ...instanceProblems(task)];
}

/** What ECS would refuse about a task wherever it runs. */
export function taskProblems(task: Task): string[] {
  return [
    ...nameProblems(task),
    ...task.containers.flatMap(containerProblems),
    ...volumeProblems(task),
    ...dependencyProblems(task),
    ...logRouterProblems(task),
  ];
}

function sizeProblems(task: Task, size: Share): string[] {
  const cpu = total(task, "cpu");
  const memoryMiB = total(task, "memoryMiB");
  const nearest = nearestFargateSize(Math.max(cpu, size.cpu), Math.max(memoryMiB, size.memoryMiB));
  const advice = nearest ? ` The nearest size is cpu ${nearest.cpu}, memory ${nearest.memoryMiB} MiB.` : "";
  return [
    ...problem(
      !isFargateSize(size.cpu, size.memoryMiB),
      `Fargate has no size of cpu ${size.cpu} with memory ${size.memoryMiB} MiB.${advice}`,
    ),
    ...problem(cpu > size.cpu, `The containers reserve ${cpu} CPU units, the task has ${size.cpu}.${advice}`),
    ...problem(
      memoryMiB > size.memoryMiB,
      `The containers take ${memoryMiB} MiB of memory, the task has ${size.memoryMiB}.${advice}`,
    ),
    ...problem(!task.containers.some((each) => each.essential), "No container is essential."),
  ];
}

function nameProblems(task: Task): string[] {
  return [
    ...repeated(task.containers.map((each) => each.name)).map((name) => `Two containers are named ${name}.`),
    ...repeated(task.volumes.map((each) => each.name)).map((name) => `Two volumes are named ${name}.`),
  ];
}

function containerProblems(container: Container): string[] {
  const { name, cpu, healthCheck, stopTimeoutSeconds, restart } = container;
  const both = Object.keys(container.environment).filter((key) => key in container.secrets);
  const ranges: readonly (readonly [what: string, value: number | undefined, min: number, max: number])[] = [
    ["stop timeout", stopTimeoutSeconds, 2, 120],
    ["restart period", restart?.attemptPeriodSeconds, 60, 1800],
    ["health check interval", healthCheck?.intervalSeconds, 5, 300],
    ["health check timeout", healthCheck?.timeoutSeconds, 2, 60],
    ["health check retries", healthCheck?.retries, 1, 10],
    ["health check start period", healthCheck?.startPeriodSeconds, 0, 300],
  ];
  return [
    ...problem(
      !Number.isInteger(cpu) || cpu < MIN_CONTAINER_CPU,
      `Container ${name} has ${cpu} CPU units; state a whole number of at least ${MIN_CONTAINER_CPU}.`,
    ),
    ...both.map((key) => `Container ${name} has ${key} both as a variable and as a secret.`),
    ...ranges.flatMap(([what, value, min, max]) =>
      problem(
        value !== undefined && (value < min || value > max),
        `Container ${name} has a ${what} of ${value}; ECS takes ${min} to ${max}.`,
      ),
    ),
  ];
}

function volumeProblems(task: Task): string[] {
  const volumes = new Set(task.volumes.map((each) => each.name));
  const mounts = task.containers.flatMap((each) => each.mounts.map((mount) => ({ ...mount, by: each.name })));
  const mounted = new Set(mounts.map((each) => each.volume));
  return [
    ...mounts
      .filter((each) => !volumes.has(each.volume))
      .map((each) => `Container ${each.by} mounts ${each.volume}, which is not a volume of the task.`),
    ...[...volumes]
      .filter((name) => !mounted.has(name))
      .map((name) => `No container mounts the volume ${name}.`),
  ];
}

function dependencyProblems({ containers }: Task): string[] {
  return containers.flatMap(({ name, dependsOn = {} }) =>
    Object.entries(dependsOn).flatMap(([awaited, condition]) => {
      const other = containers.find((each) => each.name === awaited);
      if (other === undefined) return [`Container ${name} waits for ${awaited}, which is not in the task.`];
      const ends = condition === "complete" || condition === "success";
      return [
        ...problem(
          ends && other.essential,
          `Container ${name} waits for the end of ${awaited}, which ends the task.`,
        ),
        ...problem(
          condition === "healthy" && other.healthCheck === undefined,
          `Container ${name} waits for the health of ${awaited}, which has no health check.`,
        ),
      ];
    }),
  );
}

function logRouterProblems(task: Task): string[] {
  const routers = task.containers.filter((each) => each.logRouter !== undefined);
  const routed = task.containers.filter((each) => each.logging.driver === "firelens");
  return [
    ...problem(routers.length > 1, "A task has at most one log router."),
    ...problem(
      routers.length === 0 && routed.length > 0,
      "A container logs to FireLens without a log router.",
    ),
    ...routers
      .filter((each) => each.logging.driver === "firelens")
      .map((each) => `The log router ${each.name} cannot log through itself.`),
  ];
}

/** What needs an instance; Fargate gives none. */
function instanceProblems(task: Task): string[] {
  return [
    ...task.containers.flatMap(({ name, hostPort, links = [] }) => [
      ...problem(hostPort !== undefined, `Container ${name} takes port ${hostPort} of an instance.`),
      ...links.map((link) => `Container ${name} has a link to ${link}; on Fargate it is at 127.0.0.1.`),
    ]),
    ...task.volumes
      .filter((each) => each.kind === "host")
      .map((each) => `The volume ${each.name} is a path of an instance.`),
  ];
}

function total(task: Task, what: "cpu" | "memoryMiB"): number {
  return task.containers.reduce((sum, each) => sum + each[what], 0);
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function problem(is: boolean, text: string): string[] {
  return is ? [text] : [];
}
