import type { Service } from "../environment";
import type { Problem } from "../problem";
import { suggest } from "../suggest";
import { containersOf, type PlacedContainer } from "./containers";
import type { Rule, Subject } from "./rule";

/** A container waits for another one of its task, for what that one can reach, and never in a circle. */
export const dependsOn: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const all = containersOf({ ...subject.environment, services: [service] });
    const problems = all.flatMap((one) => wrongWaits(subject, one));
    return problems.length > 0 ? problems : circle(subject, service, all);
  });

function wrongWaits(subject: Subject, one: PlacedContainer): Problem[] {
  return Object.entries(one.container.dependsOn).flatMap(([name, condition]) => {
    const wrong = wrongWait(one, name, condition);
    return wrong === undefined ? [] : [subject.problem([...one.path, "dependsOn", name], wrong)];
  });
}

function wrongWait({ service, container, path }: PlacedContainer, awaited: string, condition: string) {
  const others = [service.name, ...service.sidecars.map(({ name }) => name)];
  if (service.runtime === "beanstalk") {
    const fix = "Remove it; a container starts after those in its `links`.";
    return { message: "is not known to Beanstalk, which starts containers by their links", fix };
  }
  if (awaited === path.at(-1)) return { message: "is the container itself", got: awaited, fix: "Remove it." };
  if (!others.includes(awaited)) {
    const known = others.filter((name) => name !== path.at(-1));
    const fix =
      known.length === 0
        ? "Remove it; the task has no other container."
        : suggest(awaited, known, "containers");
    return { message: "is not a container of the task", got: awaited, fix };
  }
  const sidecar = service.sidecars.find(({ name }) => name === awaited);
  const other = sidecar ?? service;
  const ends = condition === "complete" || condition === "success";
  if (ends && (sidecar === undefined || sidecar.essential)) {
    const message = "waits for the end of a container whose end ends the task";
    const fix =
      sidecar === undefined
        ? "Write `start` or `healthy`."
        : `Write \`essential: false\` for ${awaited}, or \`start\` here.`;
    return { message, got: condition, fix };
  }
  if (condition !== "healthy" || other.healthCheck !== undefined || container === other) return undefined;
  const fix = `Give ${awaited} a \`containerHealthCheck\`, or write \`start\`.`;
  return { message: "waits for a health that nothing checks", got: condition, fix };
}

function circle(subject: Subject, service: Service, all: readonly PlacedContainer[]): Problem[] {
  const nameOf = ({ path }: PlacedContainer) => path.at(-1) ?? "";
  const started = new Set<string>();
  let waiting = all;
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    for (const one of waiting) {
      if (Object.keys(one.container.dependsOn).every((name) => started.has(name))) started.add(nameOf(one));
    }
    waiting = waiting.filter((one) => !started.has(nameOf(one)));
  }
  const [first] = waiting;
  if (first === undefined || service.runtime === "beanstalk") return [];
  const names = waiting.map(nameOf).join(", ");
  const message = `leads in a circle: each of ${names} would wait for the others`;
  return [subject.problem([...first.path, "dependsOn"], { message, fix: "Remove one of the dependencies." })];
}
