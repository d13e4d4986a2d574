import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Part of the log group of the VPC's flow logs where a service's has its name. */
const FLOW_LOGS = "flow-logs";

/** Ending of the queue for what failed, of a worker and of a schedule. */
const FAILED = "-failed";

/** Beginning of what belongs to a user of the database. */
const DATABASE_USER = "db-user-";

/** What is named after a service is not named as something else of its environment. */
export const neighbourNames: Rule = (subject) => {
  const { network, services, database } = subject.environment;
  const hasFlowLogs = network.flowLogRetentionDays !== undefined;
  const workers = services.filter(({ beanstalk }) => beanstalk?.worker !== undefined).map(({ name }) => name);
  const scheduled = services.filter(({ schedule }) => schedule !== undefined).map(({ name }) => name);
  const failing = [...workers, ...scheduled];
  const users = (database?.users ?? []).map(({ name }) => `${DATABASE_USER}${name.replaceAll("_", "-")}`);
  return [
    ...services
      .filter(({ name }) => users.includes(name))
      .map(({ name }) => taken(subject, name, "is what belongs to a user of the database is named")),
    ...services
      .filter(({ name }) => hasFlowLogs && name === FLOW_LOGS)
      .map(({ name }) => taken(subject, name, "would log into the log group of the network's flow logs")),
    ...workers
      .filter((name) => name.endsWith(FAILED) && failing.includes(name.slice(0, -FAILED.length)))
      .map((name) => {
        const other = name.slice(0, -FAILED.length);
        return taken(subject, name, `would name its queue like that of the failed messages of ${other}`);
      }),
  ];
};

function taken(subject: Subject, service: string, message: string): Problem {
  return subject.problem(["services", service], { message, fix: "Choose another name." });
}
