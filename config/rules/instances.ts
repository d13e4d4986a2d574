import {
  fits,
  INSTANCE_OVERHEAD_MIB,
  instanceArchitecture,
  instanceSize,
  smallestInstance,
} from "../../modules/compute/instance-size";
import type { Beanstalk } from "../beanstalk-plan";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Instances run the image, hold the task, and there are neither fewer nor more than can be. */
export const instances: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const { beanstalk } = service;
    if (beanstalk === undefined) return [];
    return [
      ...types(subject, service, beanstalk),
      ...bounds(subject, service, beanstalk),
      ...load(subject, service, beanstalk),
    ];
  });

function types(subject: Subject, service: Service, { instanceTypes }: Beanstalk): Problem[] {
  const { name, architecture, cpu, memoryMiB } = service;
  return instanceTypes.flatMap((type, index) => {
    if (type === "") return [];
    const path = ["services", name, "beanstalk", "instanceTypes", index];
    const smallest = smallestInstance(service, architecture);
    const choose = smallest === undefined ? "Choose a larger type." : `Write ${smallest}, or a larger type.`;
    const own = instanceArchitecture(type);
    if (own !== architecture) {
      const message = `is ${own}, and the image is built for ${architecture}`;
      const fix = `${choose.slice(0, -1)}, or \`architecture: ${own}\`.`;
      return [subject.problem(path, { message, got: type, fix })];
    }
    const size = instanceSize(type);
    if (size === undefined || fits(service, size)) return [];
    const message = `has ${size.cpu} CPU units and ${size.memoryMiB} MiB, of which the system keeps ${INSTANCE_OVERHEAD_MIB}; the task needs ${cpu} and ${memoryMiB}`;
    return [subject.problem(path, { message, got: type, fix: choose })];
  });
}

function bounds(subject: Subject, { name }: Service, { instances: own, schedules }: Beanstalk): Problem[] {
  const path = ["services", name, "beanstalk"];
  const problems: Problem[] = [];
  const say = (key: readonly string[], message: string, got: number, fix: string) =>
    problems.push(subject.problem([...path, ...key], { message, got, fix }));
  if (own.max < own.min) {
    say(["maxInstances"], `is below the least, which is ${own.min}`, own.max, `Write at least ${own.min}.`);
  }
  for (const schedule of schedules) {
    const { min, max, desired = min } = schedule;
    const at = ["schedules", schedule.name];
    if (max < min)
      say([...at, "maxInstances"], `is below minInstances, which is ${min}`, max, `Write at least ${min}.`);
    else if (desired < min || desired > max) {
      say(
        [...at, "desiredInstances"],
        `is not between ${min} and ${max}`,
        desired,
        "Write a number between them.",
      );
    }
  }
  return problems;
}

function load(subject: Subject, { name, web }: Service, { scaling }: Beanstalk): Problem[] {
  if (scaling === undefined) return [];
  const path = ["services", name, "beanstalk", "scaling"];
  const { metric, upper, lower } = scaling;
  const problems: Problem[] = [];
  if (lower >= upper) {
    const fix = "Leave room between the two, or instances come and go.";
    problems.push(
      subject.problem([...path, "lower"], {
        message: `is not below upper, which is ${upper}`,
        got: lower,
        fix,
      }),
    );
  }
  if (metric === "cpu" && upper > 100) {
    problems.push(
      subject.problem([...path, "upper"], {
        message: "is above 100 per cent",
        got: upper,
        fix: "Write a share of the CPU.",
      }),
    );
  }
  if (metric === "latency" && web === undefined) {
    const message = "is latency, which only a load balancer measures";
    problems.push(subject.problem([...path, "metric"], { message, fix: "Write `metric: cpu`." }));
  }
  return problems;
}
