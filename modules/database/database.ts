import type { ITerraformDependable } from "cdktf";
import type { Firewall } from "../network";

/** What other modules need of a database; host, name and ARN may be Terraform references. */
export interface Database {
  /** Endpoint that writes; follows a failover. */
  readonly host: string;
  /** Endpoint that spreads reads over the readers; the writer's when there are none. */
  readonly readerHost: string;
  readonly port: number;
  /** Name of the schema. */
  readonly name: string;
  /** Secrets Manager secret with the JSON keys `username` and `password`, and no others. */
  readonly secretArn: string;
  readonly clusterIdentifier: string;
  /** Open it with `service.firewall.allowTo(database.firewall, database.port)`. */
  readonly firewall: Firewall;
  /** What must exist before a service can connect. */
  readonly ready: readonly ITerraformDependable[];
}
