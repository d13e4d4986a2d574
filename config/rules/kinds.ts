import type { Service } from "../environment";
import type { Kind } from "../kind-plan";
import type { Problem } from "../problem";
import { isServed, keepsRunning } from "../resolve/kind";
import type { Rule, Subject } from "./rule";

/** Keys of the way to a service. */
const WAY = [
  "hosts",
  "paths",
  "headers",
  "sourceIps",
  "stickiness",
  "front",
  "healthCheck",
  "slowStartSeconds",
  "deregistrationDelaySeconds",
];

/** Keys of what keeps running. */
const RUNNING = ["desiredCount", "deployment", "deploy", "release", "scaling", "alarms"];

/** Keys that mean something are those of the service's kind, and the kind has what it needs. */
export const kinds: Rule = (subject) =>
  subject.environment.services.flatMap((service) => [
    ...needs(subject, service),
    ...onBeanstalk(subject, service),
    ...withoutWay(subject, service),
    ...onlyStarted(subject, service),
  ]);

function needs(subject: Subject, { name, kind, runtime }: Service): Problem[] {
  const path = ["services", name];
  const problems: Problem[] = [];
  if (kind === "web" && runtime !== "beanstalk" && subject.merged([...path, "port"]) === undefined) {
    const fix = "Write the `port:` that the container listens on, or `kind: worker`.";
    problems.push(
      subject.problem([...path, "kind"], { message: "is web, but the service has no port", fix }),
    );
  }
  if (kind === "web" && runtime !== "beanstalk" && subject.environment.ingress === undefined) {
    const message = "is web, but the environment has no ingress";
    const fix = "Write `ingress:` in the environment, or `kind: internal`.";
    problems.push(subject.problem([...path, "kind"], { message, fix }));
  }
  const schedule = subject.merged([...path, "schedule"]);
  if (kind === "schedule" && schedule === undefined) {
    const fix = 'Write `schedule: { cron: "0 3 * * *" }`, or `kind: task`.';
    problems.push(subject.problem([...path, "kind"], { message: "is schedule, but there is none", fix }));
  }
  if (kind !== "schedule" && schedule !== undefined) {
    const message = `does not count: the service is ${kind}, because it says so`;
    const fix = "Remove it, or write `kind: schedule`.";
    problems.push(subject.problem([...path, "schedule"], { severity: "warning", message, fix }));
  }
  return problems;
}

function onBeanstalk(subject: Subject, { name, kind, runtime, beanstalk }: Service): Problem[] {
  if (runtime !== "beanstalk") return [];
  const path = ["services", name];
  if (kind === "internal") return [];
  if (!keepsRunning(kind)) {
    const message = `is beanstalk, which has nothing like a service of the kind ${kind}`;
    const fix = "Write `runtime: fargate` or `runtime: ec2`.";
    return [subject.problem([...path, "runtime"], { message, fix })];
  }
  const isWorker = beanstalk?.worker !== undefined;
  if (isWorker === (kind === "worker") || subject.merged([...path, "kind"]) === undefined) return [];
  const message = `is ${kind}, but \`beanstalk: { tier: ${isWorker ? "worker" : "web"} }\` says otherwise`;
  return [subject.problem([...path, "kind"], { message, fix: "Remove one of the two." })];
}

/** Without a kind, what leads nowhere is a port that was forgotten; that is said elsewhere. */
function withoutWay(subject: Subject, { name, kind, runtime }: Service): Problem[] {
  const path = ["services", name];
  if (isServed(kind) || runtime === "beanstalk" || !saysKind(subject, name)) return [];
  const problems = WAY.filter((key) => subject.written([...path, key]) !== undefined).map((key) => {
    const message = `leads nowhere: no load balancer leads to a service of the kind ${kind}`;
    const fix = "Remove it, or write `kind: web` or `kind: internal`.";
    return subject.problem([...path, key], { message, fix });
  });
  if (subject.written([...path, "port"]) === undefined) return problems;
  const message = `is reached by nobody: the service is of the kind ${kind}`;
  const fix = "Remove it, or write `kind: web` or `kind: internal`.";
  return [...problems, subject.problem([...path, "port"], { severity: "warning", message, fix })];
}

/** Whether the kind of a service was written, or follows from a schedule. */
export function saysKind(subject: Subject, service: string): boolean {
  return ["kind", "schedule"].some((key) => subject.merged(["services", service, key]) !== undefined);
}

function onlyStarted(subject: Subject, { name, kind }: Service): Problem[] {
  if (keepsRunning(kind)) return [];
  const path = ["services", name];
  const problems = RUNNING.filter((key) => subject.written([...path, key]) !== undefined).map((key) => {
    const message = `does not count: a service of the kind ${kind} does not keep running`;
    return subject.problem([...path, key], { severity: "warning", message, fix: "Remove it." });
  });
  const singleton = subject.written([...path, "singleton"]);
  if (singleton?.kind !== "scalar" || singleton.value !== true) return problems;
  return [...problems, unguarded(subject, [...path, "singleton"], kind)];
}

function unguarded(subject: Subject, path: readonly string[], kind: Kind): Problem {
  const message =
    kind === "schedule"
      ? "is promised by nothing: a run that takes longer than the interval meets the next one"
      : "is promised by nothing: a task may be started while another runs";
  const fix = "Remove it, and take a lock in the application, such as `GET_LOCK` of the database.";
  return subject.problem(path, { message, fix });
}
