import type { Service } from "../environment";
import type { Problem } from "../problem";
import { suggest } from "../suggest";
import { containersOf } from "./containers";
import { isInternal } from "./internal-services";
import type { Rule, Subject } from "./rule";

/** What a service calls, or has the address of, is an internal service that it may call. */
export const calls: Rule = (subject) => [
  ...subject.environment.services.flatMap((service) => wrongCalls(subject, service)),
  ...references(subject),
];

function wrongCalls(subject: Subject, { name, calls: called }: Service): Problem[] {
  const path = ["services", name, "calls"];
  const list = subject.merged(path);
  const written =
    list?.kind === "list" ? list.items.map((item) => (item.kind === "scalar" ? item.value : "")) : [];
  return called.flatMap((other) => {
    const place = [...path, written.indexOf(other)];
    if (other === name) {
      const fix = "Remove it; a service reaches itself at 127.0.0.1.";
      return [subject.problem(place, { message: "is the service itself", got: other, fix })];
    }
    const wrong = notInternal(subject, other);
    return wrong === undefined ? [] : [subject.problem(place, { ...wrong, got: other })];
  });
}

function references(subject: Subject): Problem[] {
  return containersOf(subject.environment).flatMap(({ service, container, path }) =>
    Object.entries(container.environment).flatMap(([variable, value]) => {
      if (!("service" in value)) return [];
      const place = [...path, "environment", variable, "service"];
      const wrong = notInternal(subject, value.service);
      if (wrong !== undefined) return [subject.problem(place, { ...wrong, got: value.service })];
      if (service.calls.includes(value.service)) return [];
      const message = `is not among the \`calls\` of ${service.name}, so that it could not be reached`;
      const fix = `Add it: \`calls: [${[...service.calls, value.service].join(", ")}]\`.`;
      return [subject.problem(place, { message, got: value.service, fix })];
    }),
  );
}

function notInternal(subject: Subject, name: string): { message: string; fix: string } | undefined {
  const names = subject.environment.services.map((service) => service.name);
  if (!names.includes(name)) {
    const internal = names.filter((one) => isInternal(subject, one));
    const fix =
      internal.length === 0
        ? "Write `kind: internal` in the service that is meant, or remove it."
        : suggest(name, internal, "internal services");
    return { message: "is not a service of the environment", fix };
  }
  if (isInternal(subject, name)) return undefined;
  const fix = `Write \`kind: internal\` in ${name}, or call it at its public name.`;
  return { message: "is not internal, so that nothing inside the network leads to it", fix };
}
