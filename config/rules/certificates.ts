import type { Environment } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/**
 * Longest first name of a certificate, and how many names it has.
 *
 * @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 * @see https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 */
const LONGEST_NAME = 64;
const MOST_NAMES = 10;

/** AWS issues a certificate for the host names of a load balancer. */
export const certificates: Rule = (subject) => {
  const { ingress, services } = subject.environment;
  if (ingress === undefined) return [];
  const problems: Problem[] = [];
  if (ingress.domain.length > LONGEST_NAME)
    problems.push(tooLong(subject, ["ingress", "domain"], ingress.domain));
  for (const { name, runtime, web } of services) {
    const [first] = web?.hosts ?? [];
    if (runtime !== "beanstalk" || first === undefined || first === ingress.domain) continue;
    const path = ["services", name, "hosts", 0];
    if (first.length > LONGEST_NAME) problems.push(tooLong(subject, path, first));
  }
  const names = sharedNames(subject.environment, ingress.domain);
  if (names.size > MOST_NAMES) {
    const message = `have ${names.size} host names with the environment's domain, and a certificate has at most ${MOST_NAMES}`;
    const fix = "Use fewer `hosts:`, or put services into another environment.";
    problems.push(subject.problem(["services"], { message, fix }));
  }
  return problems;
};

function tooLong(subject: Subject, path: readonly (string | number)[], host: string): Problem {
  const message = `is the first name of a certificate and has ${host.length} characters, of ${LONGEST_NAME} that AWS takes`;
  return subject.problem(path, { message, got: host, fix: "Choose a shorter name." });
}

/** A service on Beanstalk has a certificate of its own, with no more names than a service may have. */
function sharedNames({ services }: Environment, domain: string): ReadonlySet<string> {
  const own = services.filter(({ runtime, web }) => runtime !== "beanstalk" && web?.entrance === "public");
  return new Set([domain, ...own.flatMap(({ web }) => web?.hosts ?? [])]);
}
