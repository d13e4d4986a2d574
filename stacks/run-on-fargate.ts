import type { Construct } from "constructs";
import { FargateTask, fargateLaunch } from "../modules/compute";
import { known } from "./known";
import { addRoles, runTasks } from "./run-tasks";
import type { RunningService, ServiceParts } from "./service-parts";

/** Runs a service as tasks on Fargate. */
export function runOnFargate(scope: Construct, parts: ServiceParts): RunningService {
  const { service, shared, firewall, task } = parts;
  const { identity, network, environment } = shared;
  const { cpu, memoryMiB, architecture, ephemeralStorageGiB, exec, platformVersion } = service;
  const roles = addRoles(scope, parts);
  const fargateTask = new FargateTask(scope, "fargate", {
    identity,
    name: service.name,
    roles,
    task,
    cpu,
    memoryMiB,
    architecture,
    ...(ephemeralStorageGiB && { ephemeralStorageGiB }),
    exec,
  });
  const launch = fargateLaunch({
    cluster: known(shared.cluster, "cluster"),
    network,
    placement: environment.network.placement,
    firewall,
    platformVersion,
    ...(service.spot && { spot: service.spot }),
  });
  return runTasks(scope, parts, { task: fargateTask, roles, launch });
}
