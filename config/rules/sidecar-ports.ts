import { AGENT_PORTS, LOG_ROUTER_PORTS } from "../../modules/observability/datadog/reserved";
import type { Rule } from "./rule";

/** The containers of a task on Fargate share one network, and Datadog's have ports in it. */
export const sidecarPorts: Rule = (subject) => {
  const { datadog, services } = subject.environment;
  if (datadog === undefined) return [];
  const taken = [...AGENT_PORTS, ...(datadog.logs ? LOG_ROUTER_PORTS : [])];
  return services
    .filter(({ runtime }) => runtime === "fargate")
    .flatMap((service) =>
      service.sidecars
        .filter(({ port }) => port !== undefined && taken.includes(port))
        .map(({ name, port: got }) => {
          const message = "is a port of a Datadog container in the same task";
          const fix = `Choose another than ${taken.join(", ")}.`;
          const path = ["services", service.name, "sidecars", name, "port"];
          return subject.problem(path, { message, got, fix });
        }),
    );
};
