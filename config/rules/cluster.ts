import { instanceRoom } from "../../modules/compute/instance-room";
import { instanceArchitecture, instanceSize } from "../../modules/compute/instance-size";
import type { Share } from "../../modules/compute/main-container-share";
import { parseCron } from "../../modules/scaling/cron";
import { offsetOf } from "../../modules/scaling/time-zone";
import type { InstancePlan } from "../cluster-plan";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import { keepsRunning } from "../resolve/kind";
import type { Rule, Subject } from "./rule";

/** Instances run the images, hold the tasks, and there are neither fewer nor more than can be. */
export const cluster: Rule = (subject) => {
  const { instances } = subject.environment.cluster;
  if (instances === undefined) return withoutTenants(subject);
  const tenants = subject.environment.services.filter(({ runtime }) => runtime === "ec2");
  return [
    ...architectures(subject, tenants),
    ...types(subject, tenants, instances),
    ...bounds(subject, instances),
    ...room(subject, tenants, instances),
    ...schedules(subject, instances),
    ...network(subject, instances),
    ...spot(subject, tenants, instances),
  ];
};

/** Warns of keys without effect, so that a change of the runtime alone stays valid. */
function withoutTenants(subject: Subject): Problem[] {
  const written = subject.written(["cluster"]);
  if (written?.kind !== "map") return [];
  const idle = [...written.entries.keys()].filter((key) => key !== "containerInsights");
  return idle.map((key) => {
    const message = "counts only where a service has `runtime: ec2`";
    const fix = "Remove it, or write `runtime: ec2`.";
    return subject.problem(["cluster", key], { severity: "warning", message, fix });
  });
}

function architectures(subject: Subject, tenants: readonly Service[]): Problem[] {
  const [first, ...others] = tenants;
  return others
    .filter(({ architecture }) => architecture !== first?.architecture)
    .map(({ name, architecture: got }) => {
      const message = `is not the architecture of ${first?.name} on the same instances, which is ${first?.architecture}`;
      const fix = "Build both images for one architecture, or write `runtime: fargate` for one of them.";
      return subject.problem(["services", name, "architecture"], { message, got, fix });
    });
}

function types(subject: Subject, tenants: readonly Service[], instances: InstancePlan): Problem[] {
  const { architecture } = instances;
  return instances.instanceTypes.flatMap((type, index) => {
    if (type === "") return [];
    const path = ["cluster", "instanceTypes", index];
    const own = instanceArchitecture(type);
    if (own !== architecture) {
      const message = `is ${own}, and the images are built for ${architecture}`;
      const fix = `Choose a type for ${architecture}, or write \`architecture: ${own}\` for the services.`;
      return [subject.problem(path, { message, got: type, fix })];
    }
    const size = instanceSize(type);
    const left = size && leftOf(subject, size);
    const tooLarge = left && tenants.find((task) => task.cpu > left.cpu || task.memoryMiB > left.memoryMiB);
    if (left === undefined || tooLarge === undefined) return [];
    const { name, cpu, memoryMiB } = tooLarge;
    const message = `has room for ${left.cpu} CPU units and ${left.memoryMiB} MiB; a task of ${name} needs ${cpu} and ${memoryMiB}`;
    return [subject.problem(path, { message, got: type, fix: "Choose a larger type." })];
  });
}

/** What an instance has for tasks once the Datadog agent runs. */
function leftOf({ environment: { datadog } }: Subject, size: Share): Share {
  const { cpu, memoryMiB } = instanceRoom(size);
  const agent = datadog?.agent ?? { cpu: 0, memoryMiB: 0 };
  return { cpu: cpu - agent.cpu, memoryMiB: memoryMiB - agent.memoryMiB };
}

function bounds(subject: Subject, { minInstances: min, maxInstances: max }: InstancePlan): Problem[] {
  if (min <= max) return [];
  const message = `is below the least, which is ${min}`;
  return [subject.problem(["cluster", "maxInstances"], { message, got: max, fix: `Write at least ${min}.` })];
}

/** The tasks of all services fit on all instances, counted as if they could be cut. */
function room(subject: Subject, tenants: readonly Service[], instances: InstancePlan): Problem[] {
  const sizes = instances.instanceTypes.flatMap((type) => instanceSize(type) ?? []);
  if (sizes.length < instances.instanceTypes.length) return [];
  const { maxInstances } = instances;
  const most = (key: keyof Share) => Math.max(...sizes.map((size) => leftOf(subject, size)[key]));
  return (["cpu", "memoryMiB"] as const).flatMap((key) => {
    const wanted = tenants.reduce((sum, task) => sum + task[key] * mostTasks(task), 0);
    const needed = Math.ceil(wanted / Math.max(1, most(key)));
    if (needed <= maxInstances) return [];
    const unit = key === "cpu" ? "CPU units" : "MiB";
    const message = `hold ${most(key) * maxInstances} ${unit} at most, and the services ask for ${wanted}`;
    const fix = `Write at least \`maxInstances: ${needed}\`, or choose larger \`instanceTypes\`.`;
    return [subject.problem(["cluster", "maxInstances"], { message, got: maxInstances, fix })];
  });
}

function mostTasks({ kind, desiredCount, scaling }: Service): number {
  if (!keepsRunning(kind)) return 1;
  return scaling?.maxTasks ?? desiredCount;
}

function schedules(subject: Subject, { schedules: all, maxInstances }: InstancePlan): Problem[] {
  return all.flatMap(({ name, cron, timeZone, minInstances }) => {
    const path = ["cluster", "schedules", name];
    const problems: Problem[] = [];
    const parsed = parseCron(cron);
    if (cron !== "" && !parsed.ok) {
      const { message, fix } = parsed;
      problems.push(subject.problem([...path, "cron"], { message, got: cron, fix }));
    }
    if (offsetOf(timeZone).kind === "unknown") {
      const fix = 'Write a name of the IANA database, such as "Asia/Tokyo", or "UTC".';
      const message = "is not a time zone";
      problems.push(subject.problem([...path, "timeZone"], { message, got: timeZone, fix }));
    }
    if (minInstances > maxInstances) {
      const message = `is above the most, which is ${maxInstances}`;
      const fix = "Write a smaller number, or a larger `maxInstances`.";
      problems.push(subject.problem([...path, "minInstances"], { message, got: minInstances, fix }));
    }
    return problems;
  });
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
function network(subject: Subject, { taskNetwork }: InstancePlan): Problem[] {
  const { placement } = subject.environment.network;
  if (taskNetwork !== "awsvpc" || placement !== "public") return [];
  const message =
    "is awsvpc, in which tasks on instances get no public address, but `placement: public` gives them no other way out";
  const fix =
    "Write `network: bridge`, or `placement: private` with `nat: single` under the environment's `network:`.";
  return [subject.problem(["cluster", "network"], { message, fix })];
}

function spot(subject: Subject, tenants: readonly Service[], { onDemandPercent }: InstancePlan): Problem[] {
  const alone = tenants.filter(({ singleton }) => singleton).map(({ name }) => name);
  if (onDemandPercent === 100 || alone.length === 0) return [];
  const message = `lets AWS take Spot instances back within two minutes, and ${alone.join(", ")} has no second task`;
  const fix = "Write `onDemandPercent: 100`, or `runtime: fargate` for it.";
  return [subject.problem(["cluster", "onDemandPercent"], { severity: "warning", message, fix })];
}
