import type { Database } from "../environment";
import { byName } from "./by-name";
import type { FilledDatabase } from "./filled";

/** The database; `autoPauseSeconds` counts only where it may pause. */
export function resolveDatabase(spec: FilledDatabase | undefined): Database | undefined {
  if (spec === undefined) return undefined;
  const { snapshot } = spec;
  return {
    ...spec,
    snapshot,
    users: byName(spec.users).map(([name, { rights = "schema", rotationDays = 30 }]) => ({
      name,
      rights,
      rotationDays,
    })),
    autoPauseSeconds: spec.minCapacityAcu === 0 ? spec.autoPauseSeconds : undefined,
  };
}
