import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Keys of the way from the load balancer to a service. */
const WEB_KEYS = ["hosts", "paths", "healthCheck"];

/** A web service on Beanstalk can be reached, and its health check says more than that something listens. */
export const tiers: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    if (service.beanstalk === undefined) return [];
    return service.web === undefined ? worker(subject, service) : web(subject, service);
  });

function worker(subject: Subject, { name, beanstalk }: Service): Problem[] {
  const path = ["services", name];
  const port = subject.merged([...path, "port"]);
  if (beanstalk?.worker === undefined) {
    const isClosed = port !== undefined;
    const message = isClosed
      ? "is web, but the environment has no ingress"
      : "is web, but the service has no port";
    const fix = isClosed
      ? "Write `ingress:` in the environment, or `tier: worker`."
      : "Write the `port:` that the container listens on, or `tier: worker`.";
    return [subject.problem([...path, "beanstalk", "tier"], { message, fix })];
  }
  if (port === undefined) return [];
  return WEB_KEYS.filter((key) => subject.written([...path, key]) !== undefined).map((key) => {
    const message = "leads nowhere: a worker takes messages from its queue only";
    return subject.problem([...path, key], { message, fix: "Remove it, or write `tier: web`." });
  });
}

/** Instances that fail the health check are replaced, so that a path which cannot succeed replaces all for ever. */
function web(subject: Subject, { name, preset, web: reached }: Service): Problem[] {
  const path = ["services", name, "healthCheck", "path"];
  if (subject.written(path) !== undefined || preset !== undefined || reached === undefined) return [];
  const message = `is not written, so that instances on which "${reached.healthCheck.path}" does not answer ${reached.healthCheck.successCodes} are replaced`;
  const fix = "Write `healthCheck: { path: … }` with a path that tells whether the application works.";
  return [subject.problem(["services", name], { severity: "warning", message, fix })];
}
