import type { Service } from "../environment";
import type { Problem } from "../problem";
import { hasDynamicPorts } from "../shares-loopback";
import type { Rule } from "./rule";

/** Where Beanstalk's load balancer and its queue find the service's own container on an instance. */
const BEANSTALK_PORT = 80;

/** No two containers of a task take one port: of the instance on Beanstalk, of the task on Fargate. */
export const hostPorts: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    // Docker chooses the port of the instance for each container.
    if (hasDynamicPorts(subject.environment, service)) return [];
    const isBeanstalk = service.runtime === "beanstalk";
    const own = isBeanstalk ? BEANSTALK_PORT : ownPort(service);
    const taken = new Map<number | undefined, string>([[own, service.name]]);
    return service.sidecars.flatMap(({ name, port }): Problem[] => {
      if (port === undefined) return [];
      const other = taken.get(port);
      taken.set(port, name);
      if (other === undefined) return [];
      const whose = isBeanstalk ? "of the instance" : "of the task";
      const message = `is the port ${whose} that ${other} has already`;
      const path = ["services", service.name, "sidecars", name, "port"];
      return [subject.problem(path, { message, got: port, fix: "Choose another port." })];
    });
  });

/** A front's port is among those of the sidecars. */
function ownPort({ name, web }: Service): number | undefined {
  return web?.container === name ? web.port : undefined;
}
