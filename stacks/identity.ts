import type { Environment } from "../config/environment";
import type { Identity } from "../modules/identity";

/** Who an environment's resources belong to. */
export function identityOf({ stack, team, name, account, region, protect, iam }: Environment): Identity {
  return { stack, team, environment: name, account, region, protect, iam };
}
