import type { Service } from "../environment";
import type { Problem } from "../problem";
import { keepsRunning } from "../resolve/kind";
import { followsLoad, type Scaling } from "../scaling-plan";
import type { Rule, Subject } from "./rule";

/** Scaling is for services that may run more than once, has sound bounds, and something that moves between them. */
export const scaling: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    if (service.scaling === undefined) return elsewhere(subject, service);
    return [
      ...once(subject, service),
      ...kept(subject, service),
      ...bounds(subject, service, service.scaling),
      ...none(subject, service, service.scaling),
      ...idle(subject, service, service.scaling),
      ...requests(subject, service, service.scaling),
      ...cooldowns(subject, service, service.scaling),
    ];
  });

/** A warning, so that a change of the runtime alone stays valid. */
function elsewhere(subject: Subject, { name, runtime }: Service): Problem[] {
  const path = ["services", name, "scaling"];
  if (runtime !== "beanstalk" || subject.written(path)?.kind !== "map") return [];
  const message = "counts only with `runtime: fargate` or `runtime: ec2`";
  const fix = "Write `beanstalk: { scaling: … }`, which scales the instances.";
  return [subject.problem(path, { severity: "warning", message, fix })];
}

function once(subject: Subject, { name, singleton, preset }: Service): Problem[] {
  if (!singleton && preset !== "ghost") return [];
  const message = "starts more tasks, but the service may run only once";
  const fix = "Write `scaling: none`, or remove it; give the service more `cpu` instead.";
  return [subject.problem(["services", name, "scaling"], { message, fix })];
}

function kept(subject: Subject, { name, kind }: Service): Problem[] {
  if (keepsRunning(kind)) return [];
  const message = `is for tasks that keep running, and the service is of the kind \`${kind}\``;
  return [subject.problem(["services", name, "scaling"], { message, fix: "Remove it." })];
}

function bounds(subject: Subject, { name }: Service, { minTasks, maxTasks }: Scaling): Problem[] {
  const path = ["services", name];
  if (maxTasks < minTasks) {
    const message = `is below minTasks, which is ${minTasks}`;
    const at = [...path, "scaling", "maxTasks"];
    return [subject.problem(at, { message, got: maxTasks, fix: `Write at least ${minTasks}.` })];
  }
  const at = [...path, "desiredCount"];
  const written = subject.written(at);
  const got = written?.kind === "scalar" ? Number(written.value) : minTasks;
  if (got < minTasks || got > maxTasks) {
    const message = `is not between minTasks and maxTasks, which are ${minTasks} and ${maxTasks}`;
    const fix = "Remove it: a service that scales starts with `minTasks`.";
    return [subject.problem(at, { message, got, fix })];
  }
  if (got === minTasks) return [];
  const message = `counts only without scaling: the service starts with ${minTasks}, its minTasks`;
  return [subject.problem(at, { severity: "warning", message, got, fix: "Remove it." })];
}

/** Without tasks there is nothing to measure, and so nothing that would bring them back. */
function none(subject: Subject, { name }: Service, { minTasks, schedules }: Scaling): Problem[] {
  if (minTasks > 0 || schedules.some((schedule) => schedule.minTasks > 0)) return [];
  const message = "is none, and without tasks there is no load that could bring them back";
  const fix = "Write `minTasks: 1`, a schedule that has tasks, or `scaling: none` to park the service.";
  return [subject.problem(["services", name, "scaling", "minTasks"], { message, fix })];
}

function idle(subject: Subject, { name }: Service, plan: Scaling): Problem[] {
  const { minTasks, maxTasks, schedules } = plan;
  const path = ["services", name, "scaling"];
  const warn = (message: string, fix: string) => [
    subject.problem(path, { severity: "warning", message, fix }),
  ];
  if (schedules.length > 0) return [];
  if (!followsLoad(plan)) {
    return warn("changes nothing: it has bounds only", "Write `cpuPercent: 60`, `step:` or `schedules:`.");
  }
  if (minTasks !== maxTasks) return [];
  return warn(`changes nothing: there are always ${minTasks} tasks`, "Write a higher `maxTasks`.");
}

function requests(subject: Subject, { name, web }: Service, plan: Scaling): Problem[] {
  if (plan.requestsPerTaskPerMinute === undefined || web !== undefined) return [];
  const message = "counts the load balancer's requests, and the service gets none from there";
  const fix = "Write `cpuPercent` instead, or give the service a `port` and the environment an `ingress`.";
  return [subject.problem(["services", name, "scaling", "requestsPerTaskPerMinute"], { message, fix })];
}

function cooldowns(subject: Subject, { name }: Service, plan: Scaling): Problem[] {
  const { scaleOutCooldownSeconds: out, scaleInCooldownSeconds: back } = plan;
  if (back >= out || !followsLoad(plan)) return [];
  const message = `is below scaleOutCooldownSeconds, which is ${out}: tasks would leave faster than they come`;
  const at = ["services", name, "scaling", "scaleInCooldownSeconds"];
  const fix = `Write at least ${out}.`;
  return [subject.problem(at, { severity: "warning", message, got: back, fix })];
}
