import { AGENT_PORTS, LOG_ROUTER_PORTS } from "../../modules/observability/datadog/reserved";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import { saysKind } from "./kinds";
import type { Rule } from "./rule";

/** A port leads somewhere, is free, and what needs one has one. */
export const ports: Rule = (subject) => {
  const { services, ingress, datadog } = subject.environment;
  return services.flatMap((service) => {
    const path = ["services", service.name];
    const port = subject.merged([...path, "port"]);
    const problems: Problem[] = [];
    const taken =
      datadog === undefined || service.runtime === "ec2"
        ? []
        : [...AGENT_PORTS, ...(datadog.logs ? LOG_ROUTER_PORTS : [])];
    if (port?.kind === "scalar" && taken.includes(Number(port.value))) {
      const message = "is a port of a Datadog container in the same task";
      const fix = `Choose another than ${taken.join(", ")}.`;
      problems.push(subject.problem([...path, "port"], { message, got: port.value, fix }));
    }
    if (
      port !== undefined &&
      ingress === undefined &&
      !isReached(service) &&
      !saysKind(subject, service.name)
    ) {
      const message = "is reached by nobody: the environment has no ingress";
      const fix = "Write `ingress:` in the environment, or remove the port.";
      problems.push(subject.problem([...path, "port"], { severity: "warning", message, fix }));
    }
    if (port === undefined && !saysKind(subject, service.name)) {
      for (const key of ["hosts", "paths", "healthCheck"]) {
        if (subject.written([...path, key]) === undefined) continue;
        const fix = "Write the `port:` that the container listens on.";
        problems.push(subject.problem([...path, key], { message: "needs a port", fix }));
      }
    }
    return problems;
  });
};

/** Beanstalk's worker tier takes messages on its port, an internal service the calls of others. */
function isReached({ runtime, web }: Service): boolean {
  return runtime === "beanstalk" || web !== undefined;
}
