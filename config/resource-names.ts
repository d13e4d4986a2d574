import { createHash } from "node:crypto";
import { NAME_LIMIT, resourceName } from "../modules/naming/resource-name";
import type { Environment, Service } from "./environment";
import { hasSharedEntrance } from "./resource-counts";
import type { PathPart } from "./tree";

/** A name that AWS gives away only once in an account or one of its regions. */
export interface NameClaim {
  /** What is named. */
  readonly kind: "IAM role" | "target group" | "load balancer" | "Beanstalk environment" | "WAF web ACL";
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
  return [
    ...(hasSharedEntrance(environment) ? entrance : []),
    ...services.flatMap((service) => namesOfService(environment, service)),
  ];
}

function namesOfService({ stack, ingress }: Environment, service: Service): NameClaim[] {
  const path = ["services", service.name];
  const isWeb = ingress !== undefined && service.web !== undefined;
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
  const target = claim("target group", [targetHash(service.web?.port ?? 0)], NAME_LIMIT.targetGroup);
  return [...roles(["execution", "task"]), ...(isWeb ? [target] : [])];
}

/** As in `modules/edge`: a load balancer's name must not start with "internal-". */
function loadBalancerName(stack: string): string {
  return resourceName(
    stack.startsWith("internal-") ? ["alb", stack] : [stack, "alb"],
    NAME_LIMIT.loadBalancer,
  );
}

/** As in `modules/edge`: what AWS cannot change in place is part of a target group's name. */
function targetHash(port: number): string {
  return createHash("sha256").update(`HTTP ${port} ip`).digest("hex").slice(0, 6);
}
