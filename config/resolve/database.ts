import type { Database } from "../environment";
import type { FilledDatabase } from "./filled";

/** The database; `autoPauseSeconds` counts only where it may pause. */
export function resolveDatabase(spec: FilledDatabase | undefined): Database | undefined {
  if (spec === undefined) return undefined;
  const { snapshot } = spec;
  return {
    ...spec,
    snapshot,
    autoPauseSeconds: spec.minCapacityAcu === 0 ? spec.autoPauseSeconds : undefined,
  };
}
