import { listenerPriority } from "../../modules/edge/listener-priority";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Listener rules of a load balancer, unless AWS raises the quota. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const RULE_QUOTA = 100;

interface Claim {
  readonly service: string;
  readonly host: string;
  readonly path: string;
}

/** Every host and path leads to one service, and no two rules of the listener get one priority. */
export const routing: Rule = (subject) => {
  const claims = subject.environment.services.flatMap(claimsOf).filter(({ host }) => host !== "");
  const byRoute = new Map<string, Claim>();
  const byPriority = new Map<number, Claim>();
  const problems: Problem[] = [];
  for (const claim of claims) {
    const route = `${claim.host} ${claim.path}`;
    const same = byRoute.get(route);
    if (same !== undefined) {
      problems.push(contested(subject, claim, same));
      continue;
    }
    byRoute.set(route, claim);
    const priority = listenerPriority({ hosts: [claim.host], paths: [claim.path] });
    const rival = byPriority.get(priority);
    if (rival === undefined) byPriority.set(priority, claim);
    else problems.push(collision(subject, claim, rival));
  }
  if (claims.length > RULE_QUOTA) problems.push(tooMany(subject, claims.length));
  return problems;
};

/** Services on Beanstalk have load balancers of their own. */
function claimsOf({ name, web, runtime }: Service): Claim[] {
  if (web === undefined || runtime !== "fargate") return [];
  return web.hosts.flatMap((host) => web.paths.map((path) => ({ service: name, host, path })));
}

function contested(subject: Subject, { service, host, path }: Claim, other: Claim): Problem {
  const message = `claims ${host}${path}, which ${other.service} has already`;
  const fix = "Give one of the two other `paths` or `hosts`.";
  return subject.problem(placeOf(subject, service), { message, fix });
}

function collision(subject: Subject, { service, host, path }: Claim, other: Claim): Problem {
  const message = `${host}${path} gets the listener priority of ${other.host}${other.path}, by chance`;
  const fix = `Write "${path}*" with two asterisks at the end, which matches the same.`;
  const isOpen = path.endsWith("*") ? fix : "Change one of the two paths a little.";
  return subject.problem(placeOf(subject, service), { message, fix: isOpen });
}

function tooMany(subject: Subject, count: number): Problem {
  return subject.problem(["services"], {
    severity: "warning",
    message: `make ${count} listener rules, and AWS allows ${RULE_QUOTA} per load balancer unless the quota is raised`,
    fix: "Have the quota raised, or use fewer hosts and paths.",
  });
}

/** The paths as written, else the hosts, else the service. */
function placeOf(subject: Subject, service: string): readonly string[] {
  const path = ["services", service];
  const key = ["paths", "hosts"].find((name) => subject.written([...path, name]) !== undefined);
  return key === undefined ? path : [...path, key];
}
