import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** Never two tasks of a service that two would harm: not in steady state, and not while it is deployed. */
export const singleton: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const path = ["services", service.name];
    const isGhost = service.preset === "ghost";
    const problems: Problem[] = [];
    if ((service.singleton || isGhost) && service.desiredCount > 1) {
      const why = isGhost
        ? "Ghost keeps cache, scheduler and job queue in memory, so a site has exactly one"
        : "the service is a singleton";
      const message = `is more than one task, but ${why}`;
      const fix = "Write `desiredCount: 1`; give it more `cpu` instead.";
      problems.push(subject.problem([...path, "desiredCount"], { message, got: service.desiredCount, fix }));
    }
    if (service.singleton && service.deployment.maximumPercent > 100) {
      const message = "would run two tasks at a time during a deployment, but the service is a singleton";
      const fix = "Write `deployment: { minimumHealthyPercent: 0, maximumPercent: 100 }`.";
      const at = [...path, "deployment", "maximumPercent"];
      problems.push(subject.problem(at, { message, got: service.deployment.maximumPercent, fix }));
    }
    return problems;
  });
