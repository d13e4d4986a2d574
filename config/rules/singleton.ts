import type { Beanstalk } from "../beanstalk-plan";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

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
    if (service.beanstalk !== undefined && (service.singleton || isGhost)) {
      problems.push(...oneInstance(subject, path, service.beanstalk));
    }
    if (service.runtime !== "beanstalk" && service.singleton && service.deployment.maximumPercent > 100) {
      const message = "would run two tasks at a time during a deployment, but the service is a singleton";
      const fix = "Write `deployment: { minimumHealthyPercent: 0, maximumPercent: 100 }`.";
      const at = [...path, "deployment", "maximumPercent"];
      problems.push(subject.problem(at, { message, got: service.deployment.maximumPercent, fix }));
    }
    return problems;
  });

/** Every other policy, managed updates included, starts the new instance before the old one is gone. */
function oneInstance(subject: Subject, service: readonly string[], beanstalk: Beanstalk): Problem[] {
  const path = [...service, "beanstalk"];
  const problems: Problem[] = [];
  const say = (key: readonly string[], message: string, got: unknown, fix: string) =>
    problems.push(subject.problem([...path, ...key], { message, got, fix }));
  const { instances, deployment, managedUpdates, scaling, schedules } = beanstalk;
  const more = "is more than one instance of a service that may run only once";
  if (instances.min > 1) say(["minInstances"], more, instances.min, "Write `minInstances: 1`.");
  else if (instances.max > 1) say(["maxInstances"], more, instances.max, "Write `maxInstances: 1`.");
  if (deployment.policy !== "all-at-once") {
    const message = "may run old and new side by side, but the service may run only once";
    say(["deployment", "policy"], message, deployment.policy, "Write `policy: all-at-once`.");
  }
  if (managedUpdates !== undefined) {
    const message = "start a second instance before the first is gone, but the service may run only once";
    say(
      ["managedUpdates"],
      message,
      undefined,
      "Write `managedUpdates: none`, and a newer `platform` by hand.",
    );
  }
  if (scaling !== undefined) {
    say(
      ["scaling"],
      "adds instances, but the service may run only once",
      undefined,
      "Write `scaling: none`.",
    );
  }
  for (const { name } of schedules) {
    const message = "changes the number of instances, but the service may run only once";
    say(["schedules", name], message, undefined, `Write \`${name}: none\`, or remove it.`);
  }
  return problems;
}
