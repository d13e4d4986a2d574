import type { Construct } from "constructs";
import { InstanceTask, launchOnInstances } from "../modules/compute";
import { known } from "./known";
import { addRoles, runTasks } from "./run-tasks";
import type { RunningService, ServiceParts } from "./service-parts";

/**
 * One address on Fargate and on instances: a service that goes from one to the other is replaced under it. Under two
 * addresses the new one would be made before the old one has given up its name.
 */
const PLACE = "fargate";

/** Runs a service as tasks on the instances of the environment's cluster. */
export function runOnEc2(scope: Construct, parts: ServiceParts): RunningService {
  const { service, shared, firewall, task } = parts;
  const { identity, network } = shared;
  const cluster = known(shared.cluster, "cluster");
  const instances = known(cluster.instances, "instances");
  const { name, cpu, memoryMiB, architecture, exec } = service;
  const roles = addRoles(scope, parts);
  const instanceTask = new InstanceTask(scope, PLACE, {
    identity,
    name,
    roles,
    task,
    cpu,
    memoryMiB,
    architecture,
    network: instances.taskNetwork,
    exec,
  });
  const launch = launchOnInstances({ cluster, instances, network, firewall });
  return runTasks(scope, parts, { task: instanceTask, roles, launch });
}
