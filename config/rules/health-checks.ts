import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Longest timeout that Beanstalk takes; a target group of one's own takes twice that. */
const BEANSTALK_TIMEOUT_SECONDS = 60;

/** The load balancer's check ends before the next one starts; AWS refuses anything else. */
export const healthChecks: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const { web, runtime } = service;
    if (web === undefined) return [];
    const { timeoutSeconds, intervalSeconds } = web.healthCheck;
    if (timeoutSeconds >= intervalSeconds) {
      const message = `is not below intervalSeconds, which is ${intervalSeconds}`;
      return [tooLong(subject, service, message, timeoutSeconds, intervalSeconds - 1)];
    }
    if (runtime !== "beanstalk" || timeoutSeconds <= BEANSTALK_TIMEOUT_SECONDS) return [];
    const message = "is longer than Beanstalk takes";
    return [tooLong(subject, service, message, timeoutSeconds, BEANSTALK_TIMEOUT_SECONDS)];
  });

function tooLong(
  subject: Subject,
  { name }: Service,
  message: string,
  got: number,
  longest: number,
): Problem {
  const path = ["services", name, "healthCheck", "timeoutSeconds"];
  return subject.problem(path, { message, got, fix: `Write at most ${longest}.` });
}
