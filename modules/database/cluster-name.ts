import { NAME_LIMIT, resourceName } from "../naming";

/** Identifier of the database cluster of a stack. */
export function databaseClusterName(stack: string): string {
  return resourceName([stack, "db"], NAME_LIMIT.dbCluster);
}
