import type { Construct } from "constructs";
import { type RequestedGroups, ServiceScaling } from "../modules/scaling";
import type { ServiceParts } from "./service-parts";

/** A service that runs, as scaling names it. */
export interface Scalable {
  readonly clusterName: string;
  /** Reference to the name of the service, which makes scaling come after it. */
  readonly serviceName: string;
  /** What the load balancer counts the requests of its targets under; undefined without one. */
  readonly requested: RequestedGroups | undefined;
}

/** Lets load and clock change the number of a service's tasks, where it says so. */
export function addScaling(
  scope: Construct,
  { service, shared }: ServiceParts,
  { clusterName: cluster, serviceName: reference, requested }: Scalable,
): void {
  const { name, scaling } = service;
  if (scaling === undefined) return;
  const { requestsPerTaskPerMinute: perTaskPerMinute, cpuPercent, memoryPercent, step, ...rest } = scaling;
  const isCounted = perTaskPerMinute !== undefined && requested !== undefined;
  new ServiceScaling(scope, "scaling", {
    ...rest,
    identity: shared.identity,
    cluster,
    service: { name, reference },
    ...(cpuPercent && { cpuPercent }),
    ...(memoryPercent && { memoryPercent }),
    ...(isCounted && { requests: { perTaskPerMinute, ...requested } }),
    ...(step && { step }),
  });
}
