import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** A service on Beanstalk has a load balancer of its own, so that its host names are its alone. */
export const ownLoadBalancers: Rule = (subject) => {
  const { services, ingress } = subject.environment;
  const web = services.filter((service) => service.web !== undefined);
  const own = web.filter(({ runtime }) => runtime === "beanstalk");
  const problems = own.flatMap((service) => [...shared(subject, service, web), ...paths(subject, service)]);
  const isAlone = own.length > 0 && own.length === web.length;
  const domain = ingress?.domain ?? "";
  const isServed = web.some((service) => service.web?.hosts.includes(domain));
  if (!isAlone || isServed || domain === "") return problems;
  const message = "leads nowhere: every web service is on Beanstalk and has other host names";
  const fix = "Write it as one of a service's `hosts`, or leave out the `hosts` of one service.";
  return [...problems, subject.problem(["ingress", "domain"], { message, got: domain, fix })];
};

function shared(subject: Subject, service: Service, web: readonly Service[]): Problem[] {
  return (service.web?.hosts ?? []).flatMap((host) => {
    const other = web.find((one) => one !== service && one.web?.hosts.includes(host));
    // Of two on Beanstalk, the later one is told.
    if (other === undefined || (other.runtime === "beanstalk" && other.name > service.name)) return [];
    const hosts = ["services", service.name, "hosts"];
    const path = subject.written(hosts) === undefined ? ["services", service.name] : hosts;
    const message = `has the host name ${host} of ${other.name}, but on Beanstalk a load balancer of its own`;
    return [subject.problem(path, { message, fix: "Write other `hosts:` for one of the two." })];
  });
}

function paths(subject: Subject, { name }: Service): Problem[] {
  const path = ["services", name, "paths"];
  if (subject.written(path) === undefined) return [];
  const message = "cannot be chosen on Beanstalk: the service's own load balancer sends it everything";
  return [subject.problem(path, { message, fix: "Remove it, and write `hosts:` to tell services apart." })];
}
