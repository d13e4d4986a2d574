import { nameClaims } from "../resource-names";
import type { PathPart } from "../tree";
import type { FleetRule, Rule, Subject } from "./rule";

/** No service has the name of a part of its environment: their security groups and alarms would have one name. */
export const serviceNames: Rule = (subject) => {
  const { ingress, database, files, network, services, cluster } = subject.environment;
  const parts: Readonly<Record<string, boolean>> = {
    database: database !== undefined,
    files: files !== undefined,
    "load-balancer": ingress !== undefined,
    endpoints: network.endpoints !== "none",
    instances: cluster.instances !== undefined,
  };
  return services
    .filter(({ name }) => Object.hasOwn(parts, name) && parts[name])
    .map(({ name }) => {
      const message =
        "is also the name of a part of the environment, and AWS would get two security groups of it";
      return subject.problem(["services", name], { message, fix: "Choose another name." });
    });
};

/** Names that AWS gives away once belong to one stack; IAM's in an account, others in a region of it. */
export const resourceNames: FleetRule = (subjects) => {
  const taken = new Map<string, { readonly subject: Subject; readonly path: readonly PathPart[] }>();
  const told = new Set<string>();
  return subjects.flatMap((subject) => {
    const { account, region, stack } = subject.environment;
    if (account === "" || region === "") return [];
    return nameClaims(subject.environment).flatMap(({ kind, name, path }) => {
      const key = `${kind} ${name} ${account} ${kind === "IAM role" ? "" : region}`;
      const first = taken.get(key);
      if (first === undefined) {
        taken.set(key, { subject, path });
        return [];
      }
      const other = first.subject.environment.stack;
      // Two stacks of one name have every name twice, and that is said already.
      if (other === stack || told.has(`${stack} ${other} ${path.join()}`)) return [];
      told.add(`${stack} ${other} ${path.join()}`);
      const message = `would name its ${kind} "${name}", which ${other} has already (${first.subject.whereabouts(first.path)})`;
      return [subject.problemHere(path, { message, fix: "Rename the environment or the service." })];
    });
  });
};
