import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** An internal service has a port and one name, runs where its load balancer leads, and somebody calls it. */
export const internalServices: Rule = (subject) => {
  const { services } = subject.environment;
  const called = new Set(services.flatMap(({ calls }) => calls));
  return services
    .filter((service) => isInternal(subject, service.name))
    .flatMap((service) => {
      const problems = mistakes(subject, service);
      return problems.length > 0 || called.has(service.name) ? problems : [uncalled(subject, service)];
    });
};

/** Whether a service is for other services only. */
export function isInternal(subject: Subject, service: string): boolean {
  const kind = subject.merged(["services", service, "kind"]);
  return kind?.kind === "scalar" && kind.value === "internal";
}

function mistakes(subject: Subject, { name, runtime, web }: Service): Problem[] {
  const path = ["services", name];
  const say = (key: string, message: string, fix: string) =>
    subject.problem([...path, key], { message, fix });
  if (runtime === "beanstalk") {
    const message = "is internal, and services on Beanstalk have public load balancers of their own";
    return [say("kind", message, "Write `runtime: fargate`, or `kind: web`.")];
  }
  if (subject.merged([...path, "port"]) === undefined) {
    return [say("kind", "is internal, but the service has no port", "Write the `port:` that it listens on.")];
  }
  if (subject.merged([...path, "hosts"]) === undefined) return [];
  const own = web?.hosts[0] ?? "its own name";
  const message = `are not for an internal service, which is found at ${own} only`;
  return [say("hosts", message, "Remove them, or write `kind: web`.")];
}

function uncalled(subject: Subject, { name }: Service): Problem {
  const message = "is internal, and no service calls it";
  const fix = `Write \`calls: [${name}]\` in the services that do.`;
  return subject.problem(["services", name], { severity: "warning", message, fix });
}
