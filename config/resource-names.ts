import { createHash } from "node:crypto";
import { NAME_LIMIT, resourceName } from "../modules/naming/resource-name";
import { handlesImages, startsByEvent } from "./delivery-plan";
import type { Environment, Service } from "./environment";
import {
  hasDeployRole,
  hasInternalEntrance,
  hasSharedEntrance,
  isShifted,
  readsPassword,
} from "./resource-counts";
import { hasFreeze, stepTasks } from "./rollout-plan";
import { hasDynamicPorts } from "./shares-loopback";
import type { PathPart } from "./tree";

/** A name that AWS gives away only once in an account or one of its regions. */
export interface NameClaim {
  /** What is named. */
  readonly kind:
    | "IAM role"
    | "target group"
    | "load balancer"
    | "Beanstalk environment"
    | "WAF web ACL"
    | "ECR repository";
  readonly name: string;
  /** What in the environment the name is for. */
  readonly path: readonly PathPart[];
}

/**
 * The names of an environment that another stack could have too: because `a-b` + `c` and `a` + `b-c` are one
 * name, or because two long names are cut to the same. What is named after a service (alarms, queues, log
 * policies …) is the same for two stacks where their roles are. A test compares this with the shipped stacks.
 */
export function nameClaims(environment: Environment): NameClaim[] {
  const { stack, services } = environment;
  const entrance = [
    { kind: "load balancer" as const, name: loadBalancerName(stack), path: ["ingress"] },
    { kind: "WAF web ACL" as const, name: stack, path: ["ingress"] },
  ];
  const internal = {
    kind: "load balancer" as const,
    name: internalLoadBalancerName(stack),
    path: ["services"],
  };
  return [
    ...(hasSharedEntrance(environment) ? entrance : []),
    ...(hasInternalEntrance(environment) ? [internal] : []),
    ...namesOfInstances(environment),
    ...namesOfDatabaseUsers(environment),
    ...services.flatMap((service) => namesOfService(environment, service)),
    ...services.flatMap((service) => namesOfDelivery(stack, service)),
    ...namesOfRollout(environment),
  ];
}

/** Roles of the instances, of what replaces them, and of the Datadog agent on each of them. */
function namesOfInstances({ stack, cluster, datadog }: Environment): NameClaim[] {
  if (cluster.instances === undefined) return [];
  const agent =
    datadog === undefined
      ? []
      : [
          ["datadog-agent", "execution"],
          ["datadog-agent", "task"],
        ];
  return [["instances"], ["agent-replace"], ["agent-lost"], ...agent].map((words) => ({
    kind: "IAM role",
    name: resourceName([stack, ...words], NAME_LIMIT.iamRole),
    path: ["cluster"],
  }));
}

/** Roles of the tasks that make the users of the database, and of what redeploys services that read their passwords. */
function namesOfDatabaseUsers({ stack, database, services }: Environment): NameClaim[] {
  return (database?.users ?? []).flatMap(({ name }) => {
    const word = name.replaceAll("_", "-");
    const task = ["execution", "task", "schedule"].map((kind) => [`db-user-${word}`, kind]);
    const isRead = services.some((service) => readsPassword(service, name));
    const rotation = isRead ? [[`${word}-password-redeploy`], [`${word}-password-rotated`]] : [];
    return [...task, ...rotation].map((words) => ({
      kind: "IAM role" as const,
      name: resourceName([stack, ...words], NAME_LIMIT.iamRole),
      path: ["database", "users", name],
    }));
  });
}

function namesOfService(environment: Environment, service: Service): NameClaim[] {
  const { stack } = environment;
  const path = ["services", service.name];
  const isWeb = service.web !== undefined;
  const claim = (kind: NameClaim["kind"], words: readonly string[], limit: number) => ({
    kind,
    name: resourceName([stack, service.name, ...words], limit),
    path,
  });
  const roles = (kinds: readonly string[]) =>
    kinds.map((kind) => claim("IAM role", [kind], NAME_LIMIT.iamRole));
  if (service.runtime === "beanstalk") {
    return [
      ...roles(["execution", "instance"]),
      claim("Beanstalk environment", [], NAME_LIMIT.beanstalkEnvironment),
      ...(isWeb ? [claim("WAF web ACL", [], NAME_LIMIT.wafWebAcl)] : []),
    ];
  }
  const targetType = hasDynamicPorts(environment, service) ? "instance" : "ip";
  const groups = [targetType, ...(isShifted(service) ? [`${targetType} alternate`] : [])].map((fixed) =>
    claim("target group", [targetHash(service.web?.port ?? 0, fixed)], NAME_LIMIT.targetGroup),
  );
  const kinds = [
    ...["execution", "task"],
    ...(service.schedule === undefined ? [] : ["schedule"]),
    ...(hasDeployRole(service) ? ["deploy"] : []),
  ];
  return [...roles(kinds), ...(isWeb ? groups : [])];
}

/** Roles of a pipeline and what it starts with, and the repository of its images. */
function namesOfDelivery(stack: string, { name, pipeline, repository }: Service): NameClaim[] {
  const kinds =
    pipeline === undefined
      ? []
      : [
          "pipeline",
          ...(handlesImages(pipeline) ? ["build"] : []),
          ...(startsByEvent(pipeline) ? ["start"] : []),
        ];
  const path = ["services", name];
  const images = repository && { kind: "ECR repository" as const, name: repository.name, path };
  return [
    ...kinds.map((kind) => ({
      kind: "IAM role" as const,
      name: resourceName([stack, name, kind], NAME_LIMIT.iamRole),
      path,
    })),
    ...(images === undefined ? [] : [images]),
  ];
}

/** Roles of the tasks that pipelines run, and of what closes and opens them. */
function namesOfRollout({ stack, services, delivery }: Environment): NameClaim[] {
  const role = (words: readonly string[], path: readonly PathPart[]): NameClaim => ({
    kind: "IAM role",
    name: resourceName([stack, ...words], NAME_LIMIT.iamRole),
    path,
  });
  const freeze = ["freeze-gates", "freeze-clock"].map((word) => role([word], ["delivery", "freeze"]));
  return [
    ...stepTasks(services).map((name) => role([name, "step"], ["services", name])),
    ...(hasFreeze(delivery, services) ? freeze : []),
  ];
}

/** As in `modules/edge`: a load balancer's name must not start with "internal-". */
function loadBalancerName(stack: string): string {
  return resourceName(
    stack.startsWith("internal-") ? ["alb", stack] : [stack, "alb"],
    NAME_LIMIT.loadBalancer,
  );
}

/** As in `modules/edge`. */
function internalLoadBalancerName(stack: string): string {
  return resourceName(
    stack.startsWith("internal-") ? ["alb", stack, "internal"] : [stack, "internal"],
    NAME_LIMIT.loadBalancer,
  );
}

/** As in `modules/edge`: what AWS cannot change in place is part of a target group's name. */
function targetHash(port: number, targetType: string): string {
  return createHash("sha256").update(`HTTP ${port} ${targetType}`).digest("hex").slice(0, 6);
}
