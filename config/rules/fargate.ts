import { isFargateSize, nearestFargateSize } from "../../modules/compute/fargate-size";
import { LEAST_SHARE, mainContainerShare, type Share } from "../../modules/compute/main-container-share";
import { addedShares } from "../added-shares";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Fargate has the size of the task. What sidecars and Datadog take leaves room for the service everywhere. */
export const fargate: Rule = (subject) => {
  const { services } = subject.environment;
  return services.flatMap((service) => {
    const others = [...service.sidecars, ...addedShares(subject.environment, service)];
    const sizes = service.runtime === "fargate" ? size(subject, service) : [];
    return [...sizes, ...room(subject, service, others)];
  });
};

function size(subject: Subject, { name, cpu, memoryMiB }: Service): Problem[] {
  if (isFargateSize(cpu, memoryMiB)) return [];
  const message = `is ${memoryMiB} with \`cpu: ${cpu}\`, a pair that Fargate does not have`;
  return [subject.problem(["services", name, "memoryMiB"], { message, fix: nearest(cpu, memoryMiB) })];
}

function room(subject: Subject, service: Service, others: readonly Share[]): Problem[] {
  const left = mainContainerShare(service, others);
  const cpu = service.cpu - left.cpu + LEAST_SHARE.cpu;
  const memoryMiB = service.memoryMiB - left.memoryMiB + LEAST_SHARE.memoryMiB;
  const least = { cpu: Math.max(cpu, service.cpu), memoryMiB: Math.max(memoryMiB, service.memoryMiB) };
  const fix = service.runtime === "fargate" ? nearest(least.cpu, least.memoryMiB) : written(least);
  const tooLittle = (key: "cpu" | "memoryMiB", unit: string) => {
    const taken = service[key] - left[key];
    const message = `is ${service[key]}, of which the sidecars take ${taken}; the service itself needs at least ${LEAST_SHARE[key]} ${unit}`;
    return subject.problem(["services", service.name, key], { message, fix });
  };
  return [
    ...(left.cpu < LEAST_SHARE.cpu ? [tooLittle("cpu", "CPU units")] : []),
    ...(left.memoryMiB < LEAST_SHARE.memoryMiB ? [tooLittle("memoryMiB", "MiB")] : []),
  ];
}

function nearest(cpu: number, memoryMiB: number): string {
  const size = nearestFargateSize(cpu, memoryMiB);
  if (size === undefined) return "The largest task is `cpu: 16384` with `memoryMiB: 122880`.";
  return written(size);
}

function written({ cpu, memoryMiB }: Share): string {
  return `Write \`cpu: ${cpu}\` and \`memoryMiB: ${memoryMiB}\`.`;
}
