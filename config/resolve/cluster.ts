import type { z } from "zod";
import { smallestHost } from "../../modules/compute/instance-room";
import type { Share } from "../../modules/compute/main-container-share";
import type { ClusterPlan, InstancePlan, InstanceSchedule } from "../cluster-plan";
import type { Service } from "../environment";
import type { clusterSpec } from "../spec/cluster";
import { byName } from "./by-name";
import { required, type Say } from "./say";

type Written = z.infer<typeof clusterSpec>;
/** The cluster; instance types follow from the services. */
export type FilledCluster = Required<Omit<Written, "instanceTypes">> & Pick<Written, "instanceTypes">;

/** The cluster; it has instances exactly when a service runs on them. */
export function resolveCluster(
  say: Say,
  spec: FilledCluster,
  services: readonly Service[],
  agent: Share | undefined,
): ClusterPlan {
  const tenants = services.filter(({ runtime }) => runtime === "ec2");
  return {
    containerInsights: spec.containerInsights,
    instances: tenants.length === 0 ? undefined : instances(say, spec, tenants, agent),
  };
}

function instances(
  say: Say,
  spec: FilledCluster,
  tenants: readonly Service[],
  agent: Share | undefined,
): InstancePlan {
  const { containerInsights: _, schedules, network: taskNetwork, ...rest } = spec;
  const architecture = tenants[0]?.architecture ?? "x86_64";
  const largest = largestOf(tenants);
  const how = "`instanceTypes:` with a type that holds the tasks";
  const type = (times: number) => smallestHost(together(largest, times, agent), architecture);
  const types = spec.instanceTypes ?? [
    required(say, type(2) ?? type(1), ["cluster", "instanceTypes"], how, ""),
  ];
  return {
    ...rest,
    instanceTypes: [...new Set(types)],
    architecture,
    taskNetwork,
    schedules: byName(schedules).flatMap(([name, written]) =>
      written === "none" ? [] : [schedule(say, name, written)],
    ),
  };
}

/** The CPU of the one and the memory of the other, where no task is the largest in both. */
function largestOf(tenants: readonly Service[]): Share {
  return {
    cpu: Math.max(...tenants.map(({ cpu }) => cpu)),
    memoryMiB: Math.max(...tenants.map(({ memoryMiB }) => memoryMiB)),
  };
}

function together(task: Share, times: number, agent: Share = { cpu: 0, memoryMiB: 0 }): Share {
  return { cpu: task.cpu * times + agent.cpu, memoryMiB: task.memoryMiB * times + agent.memoryMiB };
}

function schedule(
  say: Say,
  name: string,
  { cron, timeZone = "UTC", minInstances }: Exclude<FilledCluster["schedules"][string], "none">,
): InstanceSchedule {
  const path = ["cluster", "schedules", name];
  return {
    name,
    cron: required(say, cron, [...path, "cron"], '`cron: "0 8 * * 1-5"` with the time', ""),
    timeZone,
    minInstances: required(
      say,
      minInstances,
      [...path, "minInstances"],
      "`minInstances:` with the number of instances from then on",
      0,
    ),
  };
}
