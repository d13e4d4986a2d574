import type { Rule } from "./rule";

/** The load balancer's check ends before the next one starts; AWS refuses anything else. */
export const healthChecks: Rule = (subject) =>
  subject.environment.services.flatMap(({ name, web }) => {
    if (web === undefined || web.healthCheck.timeoutSeconds < web.healthCheck.intervalSeconds) return [];
    const { timeoutSeconds, intervalSeconds } = web.healthCheck;
    const message = `is not below intervalSeconds, which is ${intervalSeconds}`;
    const fix = `Write at most ${intervalSeconds - 1}.`;
    return [
      subject.problem(["services", name, "healthCheck", "timeoutSeconds"], {
        message,
        got: timeoutSeconds,
        fix,
      }),
    ];
  });
