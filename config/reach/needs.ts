import type { Environment } from "../environment";
import { needsOfDatabaseUsers } from "./database-users";
import { needsOfInstances } from "./instances";
import type { Need } from "./need";
import { needsOfRequests } from "./requests";
import { needsToRun } from "./running";
import { needsToStart } from "./starting";

/** All that must be reached in an environment, service by service, then instances and the tasks of database users. */
export function needsOf(environment: Environment): Need[] {
  return [
    ...environment.services.flatMap((service) => [
      ...needsToStart(environment, service),
      ...needsToRun(environment, service),
      ...needsOfRequests(environment, service),
    ]),
    ...needsOfInstances(environment),
    ...needsOfDatabaseUsers(environment),
  ];
}
