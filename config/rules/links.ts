import type { ContainerPlan } from "../container-plan";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import { sharesLoopback } from "../shares-loopback";
import { suggest } from "../suggest";
import type { Rule, Subject } from "./rule";

interface Named {
  readonly name: string;
  readonly container: ContainerPlan;
  readonly path: readonly string[];
}

/** A link leads to another container of the task, and no two containers wait for each other. */
export const links: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const all = containersIn(service);
    const problems = all.flatMap((one) => wrongLinks(subject, service, one, all));
    return [...problems, ...(problems.length === 0 ? circle(subject, all) : [])];
  });

function containersIn(service: Service): Named[] {
  const path = ["services", service.name];
  return [
    { name: service.name, container: service, path },
    ...service.sidecars.map((sidecar) => ({
      name: sidecar.name,
      container: sidecar,
      path: [...path, "sidecars", sidecar.name],
    })),
  ];
}

function wrongLinks(subject: Subject, service: Service, one: Named, all: readonly Named[]): Problem[] {
  return one.container.links.flatMap((link, index) => {
    const path = [...one.path, "links", index];
    if (sharesLoopback(subject.environment, service)) {
      const where = service.runtime === "fargate" ? "on Fargate" : "with `network: awsvpc`";
      const message = `is a link, and containers ${where} share one network`;
      return [
        subject.problem(path, { message, got: link, fix: "Remove it; reach the container at 127.0.0.1." }),
      ];
    }
    if (link === one.name) {
      return [subject.problem(path, { message: "is the container itself", got: link, fix: "Remove it." })];
    }
    const names = all.map(({ name }) => name);
    if (names.includes(link)) return [];
    const others = names.filter((name) => name !== one.name);
    const fix =
      others.length === 0
        ? "Remove it; the task has no other container."
        : suggest(link, others, "containers");
    return [subject.problem(path, { message: "is not a container of the task", got: link, fix })];
  });
}

/** Docker starts a container after those it has links to. */
function circle(subject: Subject, all: readonly Named[]): Problem[] {
  const started = new Set<string>();
  let waiting = all;
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    for (const { name, container } of waiting) {
      if (container.links.every((link) => started.has(link))) started.add(name);
    }
    waiting = waiting.filter(({ name }) => !started.has(name));
  }
  const [first] = waiting;
  if (first === undefined) return [];
  const names = waiting.map(({ name }) => name).join(", ");
  const message = `lead in a circle: each of ${names} would start after the others`;
  return [subject.problem([...first.path, "links"], { message, fix: "Remove one of the links." })];
}
