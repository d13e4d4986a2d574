import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Spot } from "../scaling-plan";
import type { Rule, Subject } from "./rule";

/** Spot is for services that can miss a task, and has a base that stays where it counts. */
export const spot: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    if (service.spot === undefined) return elsewhere(subject, service);
    return [...once(subject, service), ...base(subject, service, service.spot)];
  });

/** Warnings, so that a change of the runtime alone stays valid. */
function elsewhere(subject: Subject, { name, runtime }: Service): Problem[] {
  const path = ["services", name, "spot"];
  if (runtime === "fargate" || subject.written(path)?.kind !== "map") return [];
  const message = "counts only with `runtime: fargate`";
  const fix = runtime === "ec2" ? "Write `cluster: { onDemandPercent: … }`, or remove it." : "Remove it.";
  return [subject.problem(path, { severity: "warning", message, fix })];
}

function once(subject: Subject, { name, singleton, preset }: Service): Problem[] {
  if (!singleton && preset !== "ghost") return [];
  const message = "has AWS stop the only task that there may be, at any time";
  const fix = "Write `spot: none`, or remove it.";
  return [subject.problem(["services", name, "spot"], { message, fix })];
}

function base(subject: Subject, service: Service, { percent, baseTasks }: Spot): Problem[] {
  const path = ["services", service.name, "spot"];
  const warn = (key: string, message: string, fix: string) => [
    subject.problem([...path, key], { severity: "warning", message, fix }),
  ];
  if (percent === 0) return [];
  const most = mostTasks(service);
  if (baseTasks >= most) {
    const message = `leaves no task for Spot: there are at most ${most}`;
    return warn("baseTasks", message, "Write a lower one, or more tasks.");
  }
  if (baseTasks > 0 || percent < 100 || subject.environment.class !== "production") return [];
  const message = "leaves no task that AWS may not stop, all of them at once even";
  return warn("baseTasks", message, "Write `baseTasks: 1`, or a lower `percent`.");
}

function mostTasks({ desiredCount, scaling }: Service): number {
  const scheduled = (scaling?.schedules ?? []).map(({ maxTasks }) => maxTasks);
  return Math.max(desiredCount, scaling?.maxTasks ?? 0, ...scheduled);
}
