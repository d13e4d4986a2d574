import type { Service } from "../environment";
import type { Problem } from "../problem";
import { FRONT } from "../resolve/front";
import { sharesLoopback } from "../shares-loopback";
import type { MapTree } from "../tree";
import type { Rule, Subject } from "./rule";

/** A front lets in some clients, not all and not none, and has a name and a port of its own. */
export const fronts: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const front = subject.merged(["services", service.name, "front"]);
    return front?.kind === "map" ? mistakes(subject, service, front) : [];
  });

function mistakes(subject: Subject, service: Service, front: MapTree): Problem[] {
  const path = ["services", service.name];
  if (service.runtime === "beanstalk") {
    const message = "would not stand in front of the service on Beanstalk, so that everybody could come in";
    const fix = "Remove it and restrict `ingress: { allow: … }`, or use another `runtime`.";
    return [subject.problem([...path, "front"], { message, fix })];
  }
  return [...clients(subject, path, front), ...place(subject, service, front)];
}

function clients(subject: Subject, path: readonly string[], front: MapTree): Problem[] {
  const allow = front.entries.get("allow");
  const items = allow?.kind === "list" ? allow.items : [];
  if (items.length === 0) {
    const message = "lets nobody in";
    const fix = "Write `allow:` with the blocks that may come in, or `front: none`.";
    return [subject.problem([...path, "front", "allow"], { message, fix })];
  }
  return items.flatMap((item, index) => {
    const text = item.kind === "scalar" ? String(item.value) : "";
    if (!/\/0+$/.test(text)) return [];
    const fix = "Name the blocks, or write `front: none`.";
    const message = "lets everybody in";
    return [subject.problem([...path, "front", "allow", index], { message, got: text, fix })];
  });
}

function place(subject: Subject, service: Service, front: MapTree): Problem[] {
  const path = ["services", service.name];
  const problems: Problem[] = [];
  if (service.name === FRONT || subject.merged([...path, "sidecars", FRONT]) !== undefined) {
    const message = `needs the container name "${FRONT}", which another container has`;
    const fix = "Rename the other container.";
    problems.push(subject.problem([...path, "front"], { message, fix }));
  }
  const port = front.entries.get("port");
  const own = subject.merged([...path, "port"]);
  if (port?.kind !== "scalar" || own?.kind !== "scalar" || port.value !== own.value) return problems;
  if (!sharesLoopback(subject.environment, service)) return problems;
  const message = "is the service's own port, and both listen in one network";
  const fix = "Write another `front: { port: … }`.";
  return [...problems, subject.problem([...path, "front", "port"], { message, got: port.value, fix })];
}
