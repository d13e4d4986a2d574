import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Construct } from "constructs";
import { parameterGroupFamily } from "./engine";

/** Seconds after which a statement is written to the slow query log. */
const SLOW_QUERY_SECONDS = 2;

export interface AuroraParametersProps {
  /** Identifier of the cluster: prefix of the groups' names. */
  readonly clusterIdentifier: string;
  /** Engine version, as in `8.0.mysql_aurora.3.10.4`. */
  readonly version: string;
}

/**
 * The parameter groups of one cluster and of its instances.
 *
 * Makes `aws_rds_cluster_parameter_group` and `aws_db_parameter_group`. Costs nothing. The family is part
 * of the names, so that a new family gets new groups before the old ones go.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html
 */
export class AuroraParameters extends Construct {
  readonly clusterGroup: string;
  readonly instanceGroup: string;

  constructor(scope: Construct, id: string, props: AuroraParametersProps) {
    super(scope, id);
    const family = parameterGroupFamily(props.version);
    const shared = {
      name: `${props.clusterIdentifier}-${family.replace(".", "-")}`,
      family,
      lifecycle: { createBeforeDestroy: true },
    };
    this.clusterGroup = new RdsClusterParameterGroup(this, "cluster", {
      ...shared,
      description: "utf8mb4 and encrypted connections only",
      // Constant since the cluster's first boot, so none of them ever waits for a reboot.
      parameter: Object.entries({
        character_set_server: "utf8mb4",
        collation_server: "utf8mb4_0900_ai_ci",
        require_secure_transport: "ON",
      }).map(([name, value]) => ({ name, value, applyMethod: "pending-reboot" })),
    }).name;
    this.instanceGroup = new DbParameterGroup(this, "instance", {
      ...shared,
      description: "Slow query log to CloudWatch Logs",
      parameter: Object.entries({
        slow_query_log: "1",
        long_query_time: String(SLOW_QUERY_SECONDS),
        log_output: "FILE",
      }).map(([name, value]) => ({ name, value, applyMethod: "immediate" })),
    }).name;
  }
}
