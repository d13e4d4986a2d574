import { smallestInstance } from "../../modules/compute/instance-size";
import { cronInUtc } from "../../modules/scaling/cron-in-utc";
import type { Beanstalk, BeanstalkSchedule } from "../beanstalk-plan";
import type { Ingress } from "../environment";
import { byName } from "./by-name";
import type { FilledBeanstalk, FilledService } from "./filled";
import { required, type Say } from "./say";

/** Most instances where nobody says so, in multiples of the least. */
const GROWTH = 2;

/** Whether a service is of Beanstalk's worker tier: it says so, or has nothing that a browser could reach. */
export function isWorker(spec: FilledService, ingress: Ingress | undefined): boolean {
  if (spec.runtime !== "beanstalk") return false;
  const isClosed = spec.kind === "worker" || spec.port === undefined || ingress === undefined;
  const tier = spec.beanstalk.tier ?? (isClosed ? "worker" : "web");
  return tier === "worker";
}

/** What Beanstalk needs of a service that runs on it. */
export function resolveBeanstalk(
  say: Say,
  service: readonly string[],
  spec: FilledService,
  ingress: Ingress | undefined,
): Beanstalk | undefined {
  if (spec.runtime !== "beanstalk") return undefined;
  const { beanstalk } = spec;
  const path = [...service, "beanstalk"];
  return {
    platform: beanstalk.platform,
    instanceTypes: instanceTypes(say, path, spec),
    instances: instances(spec),
    deployment: beanstalk.deployment,
    managedUpdates: beanstalk.managedUpdates === "none" ? undefined : beanstalk.managedUpdates,
    scaling: beanstalk.scaling === "none" ? undefined : beanstalk.scaling,
    schedules: byName(beanstalk.schedules).flatMap(([name, written]) =>
      written === "none" ? [] : [schedule(say, [...path, "schedules", name], name, written)],
    ),
    worker: isWorker(spec, ingress) ? { ...beanstalk.worker, port: spec.port } : undefined,
  };
}

/** As many as Fargate would have tasks, with room to grow. */
function instances({ beanstalk, desiredCount, singleton }: FilledService): Beanstalk["instances"] {
  const min = beanstalk.minInstances ?? Math.max(1, desiredCount);
  return { min, max: beanstalk.maxInstances ?? (singleton ? min : min * GROWTH) };
}

function instanceTypes(say: Say, path: readonly string[], spec: FilledService): readonly string[] {
  const { instanceTypes: written } = spec.beanstalk;
  if (written !== undefined) return [...new Set(written)];
  const smallest = smallestInstance(spec, spec.architecture);
  const how = "`instanceTypes:` with a type that holds the task";
  return [required(say, smallest, [...path, "instanceTypes"], how, "")];
}

type Written = Exclude<FilledBeanstalk["schedules"][string], "none">;

function schedule(
  say: Say,
  path: readonly string[],
  name: string,
  { cron: written, timeZone = "UTC", minInstances, maxInstances, desiredInstances }: Written,
): BeanstalkSchedule {
  const cron = required(say, written, [...path, "cron"], '`cron: "0 8 * * 1-5"` with the time', "");
  const number = (key: "minInstances" | "maxInstances", value: number | undefined) =>
    required(say, value, [...path, key], `\`${key}:\` with the number of instances from then on`, 1);
  return {
    name,
    recurrence: cron === "" ? "" : inUtc(say, path, cron, timeZone),
    min: number("minInstances", minInstances),
    max: number("maxInstances", maxInstances),
    desired: desiredInstances,
  };
}

function inUtc(say: Say, path: readonly string[], cron: string, timeZone: string): string {
  const utc = cronInUtc(cron, timeZone);
  if (utc.ok) return utc.value;
  const { of, message, fix } = utc;
  say([...path, of], { message, got: of === "cron" ? cron : timeZone, fix });
  return "";
}
