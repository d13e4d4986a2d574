import type { Ingress } from "../environment";
import type { Kind } from "../kind-plan";
import { isWorker } from "./beanstalk";
import type { FilledService } from "./filled";

/** What a service is: as it says, else what follows from its schedule, its port and the environment's ingress. */
export function kindOf(spec: FilledService, ingress: Ingress | undefined): Kind {
  if (spec.kind !== undefined) return spec.kind;
  if (spec.schedule !== undefined) return "schedule";
  if (spec.port === undefined || ingress === undefined || isWorker(spec, ingress)) return "worker";
  return "web";
}

/** Whether a load balancer leads to it. */
export function isServed(kind: Kind): boolean {
  return kind === "web" || kind === "internal";
}

/** Whether ECS or Beanstalk keeps tasks of it running; the others are only started. */
export function keepsRunning(kind: Kind): boolean {
  return kind !== "task" && kind !== "schedule";
}
