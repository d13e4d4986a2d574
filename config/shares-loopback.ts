import type { Environment, Service } from "./environment";

/** Whether the containers of a service's task have one network, and reach each other at 127.0.0.1. */
export function sharesLoopback({ cluster }: Environment, { runtime }: Service): boolean {
  return runtime === "fargate" || (runtime === "ec2" && cluster.instances?.taskNetwork === "awsvpc");
}

/** Whether tasks of a service are reached on ports of their instance that Docker chooses. */
export function hasDynamicPorts({ cluster }: Environment, { runtime }: Service): boolean {
  return runtime === "ec2" && cluster.instances?.taskNetwork === "bridge";
}
