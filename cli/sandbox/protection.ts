import type { ResourceJson, StackJson } from "./stack-json";

/** Arguments with which AWS itself refuses to delete a resource. */
const GUARDS = ["deletion_protection", "enable_deletion_protection"];

/** A stack that can be destroyed. */
export interface Lifted {
  /** The copy, without protection. */
  readonly stack: StackJson;
  /** Addresses of the resources that were protected, sorted. */
  readonly addresses: readonly string[];
}

/** A copy of a stack whose protected resources can be destroyed, and leave no final snapshot behind. */
export function liftProtection(stack: StackJson): Lifted {
  const addresses: string[] = [];
  const lift = (type: string, [name, written]: [string, ResourceJson]): [string, ResourceJson] => {
    if (!isProtected(type, written)) return [name, written];
    addresses.push(`${type}.${name}`);
    return [name, unprotected(type, written)];
  };
  const resource = Object.fromEntries(
    Object.entries(stack.resource ?? {}).map(([type, named]) => [
      type,
      Object.fromEntries(Object.entries(named).map((entry) => lift(type, entry))),
    ]),
  );
  return { stack: { ...stack, resource }, addresses: addresses.sort() };
}

function isProtected(type: string, resource: ResourceJson): boolean {
  return (
    resource.lifecycle?.prevent_destroy === true ||
    GUARDS.some((guard) => resource[guard] === true) ||
    waitsForInstances(type, resource)
  );
}

/** A group whose instances are protected from scale-in has them for ever, unless it is deleted by force. */
function waitsForInstances(type: string, resource: ResourceJson): boolean {
  return type === "aws_autoscaling_group" && resource.force_delete === false;
}

function unprotected(type: string, resource: ResourceJson): ResourceJson {
  const { lifecycle, ...rest } = resource;
  const { prevent_destroy: _, ...rules } = lifecycle ?? {};
  return {
    ...rest,
    ...Object.fromEntries(GUARDS.filter((guard) => guard in rest).map((guard) => [guard, false])),
    ...(type === "aws_rds_cluster" ? { skip_final_snapshot: true } : {}),
    ...(waitsForInstances(type, resource) ? { force_delete: true } : {}),
    ...(Object.keys(rules).length === 0 ? {} : { lifecycle: rules }),
  };
}
