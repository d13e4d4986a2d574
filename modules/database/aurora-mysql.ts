import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Firewall, type Network } from "../network";
import { AuroraParameters } from "./aurora-parameters";
import { databaseClusterName } from "./cluster-name";
import type { Database } from "./database";
import { DATABASE_PORT } from "./engine";

/** Console default of Aurora MySQL, and reserved by neither AWS nor MySQL. */
const MASTER_USERNAME = "admin";

const EXPORTED_LOGS = ["error", "slowquery"] as const;

/** Days that Database Insights keeps in its advanced mode; AWS takes no less. */
const ADVANCED_INSIGHTS_DAYS = 465;

export interface AuroraMysqlProps {
  readonly identity: Identity;
  readonly network: Network;
  /** Engine version, as in `8.0.mysql_aurora.3.10.4`. */
  readonly version: string;
  /** Aurora capacity units of about 2 GiB, 0 to 256 in steps of 0.5; 0 pauses when idle. */
  readonly minCapacityAcu: number;
  /** Aurora capacity units, 1 to 256 in steps of 0.5. */
  readonly maxCapacityAcu: number;
  /** Idle seconds before a pause, 300 to 86,400; set exactly when `minCapacityAcu` is 0. */
  readonly autoPauseSeconds: number | undefined;
  /** One writer and the rest readers, 1 to 15. */
  readonly instances: number;
  /** Schema made with the cluster: letters, digits and underscores, 64 at most. */
  readonly databaseName: string;
  /** Name or ARN of a cluster snapshot that a new cluster starts from; without effect on one that exists. */
  readonly snapshot?: string;
  /** Days of point-in-time recovery, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Mode of CloudWatch Database Insights; `advanced` turns on Performance Insights and costs extra. */
  readonly insights: "standard" | "advanced";
  /** Weekly, in UTC, as in `sun:18:00-sun:19:00`. */
  readonly maintenanceWindow: string;
  /** Daily, in UTC, as in `16:00-17:00`; must not overlap the maintenance window. */
  readonly backupWindow: string;
  /** Days that the error log and the slow query log are kept. */
  readonly logRetentionDays: number;
  /** Customer key for storage, password, insights and logs; AWS's own keys when undefined. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * Aurora MySQL Serverless v2 in the isolated subnets, reachable over TLS by whom its firewall names.
 *
 * Makes `aws_rds_cluster`, an `aws_rds_cluster_instance` per instance, subnet group, parameter groups, log
 * groups and a firewall. Costs 0.12 USD (us-east-1) per ACU and hour of every instance, storage and I/O;
 * `advanced` insights add a charge per ACU. RDS makes the master password and keeps it in Secrets Manager,
 * so that no password passes through Terraform.
 *
 * Deliberately left out: RDS Proxy (keeps a database from pausing), IAM logins (tokens
 * end after 15 minutes), enhanced monitoring, major upgrades (a person plans those), replicas elsewhere.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html
 */
export class AuroraMysql extends Construct implements Database {
  readonly host: string;
  readonly readerHost: string;
  readonly port = DATABASE_PORT;
  readonly name: string;
  readonly secretArn: string;
  readonly clusterIdentifier: string;
  readonly firewall: Firewall;
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AuroraMysqlProps) {
    super(scope, id);
    this.clusterIdentifier = databaseClusterName(props.identity.stack);
    const subnetGroup = this.subnetGroup(props);
    this.firewall = this.entrance(props);
    const parameters = new AuroraParameters(this, "parameters", {
      clusterIdentifier: this.clusterIdentifier,
      version: props.version,
    });
    const logs = this.logGroups(props);
    const cluster = this.cluster(props, subnetGroup, parameters, logs);
    const instances = this.instances(props, cluster, parameters);
    this.host = cluster.endpoint;
    this.readerHost = cluster.readerEndpoint;
    this.name = props.databaseName;
    this.secretArn = cluster.masterUserSecret.get(0).secretArn;
    this.ready = [cluster, ...instances];
  }

  private subnetGroup({ network }: AuroraMysqlProps): DbSubnetGroup {
    return new DbSubnetGroup(this, "subnets", {
      name: this.clusterIdentifier,
      description: "Isolated subnets",
      subnetIds: Object.values(network.isolatedSubnets),
    });
  }

  private entrance({ identity, network }: AuroraMysqlProps): Firewall {
    return new Firewall(this, "firewall", {
      identity,
      vpcId: network.vpcId,
      name: "database",
      description: "Aurora database: MySQL from the services that use it",
    });
  }

  /** Made before the cluster: RDS would make them itself, without an end to their retention. */
  private logGroups(props: AuroraMysqlProps): CloudwatchLogGroup[] {
    return EXPORTED_LOGS.map(
      (log) =>
        new CloudwatchLogGroup(this, `log_${log}`, {
          name: `/aws/rds/cluster/${this.clusterIdentifier}/${log}`,
          retentionInDays: props.logRetentionDays,
          kmsKeyId: props.kmsKeyArn,
        }),
    );
  }

  private cluster(
    props: AuroraMysqlProps,
    subnetGroup: DbSubnetGroup,
    parameters: AuroraParameters,
    logs: CloudwatchLogGroup[],
  ): RdsCluster {
    return new RdsCluster(this, "cluster", {
      clusterIdentifier: this.clusterIdentifier,
      engine: "aurora-mysql",
      engineVersion: props.version,
      // Extended support is billed by the vCPU hour and would start without anybody's asking.
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      serverlessv2ScalingConfiguration: {
        minCapacity: props.minCapacityAcu,
        maxCapacity: props.maxCapacityAcu,
        secondsUntilAutoPause: props.autoPauseSeconds,
      },
      databaseName: props.databaseName,
      port: DATABASE_PORT,
      networkType: "DUAL",
      dbSubnetGroupName: subnetGroup.name,
      vpcSecurityGroupIds: [this.firewall.groupId],
      dbClusterParameterGroupName: parameters.clusterGroup,
      enabledCloudwatchLogsExports: [...EXPORTED_LOGS],
      preferredMaintenanceWindow: props.maintenanceWindow,
      ...password(props),
      ...insights(props),
      ...protection(props, this.clusterIdentifier),
      dependsOn: logs,
    });
  }

  private instances(
    props: AuroraMysqlProps,
    cluster: RdsCluster,
    parameters: AuroraParameters,
  ): RdsClusterInstance[] {
    return Array.from({ length: props.instances }, (_, index) => index + 1).map(
      (number) =>
        new RdsClusterInstance(this, `instance_${number}`, {
          identifier: `${this.clusterIdentifier}-${number}`,
          clusterIdentifier: cluster.id,
          engine: cluster.engine,
          instanceClass: "db.serverless",
          dbParameterGroupName: parameters.instanceGroup,
          promotionTier: promotionTier(number),
          publiclyAccessible: false,
          // Versions change by a change of `version` only, or a plan would want to take an upgrade back.
          autoMinorVersionUpgrade: false,
          caCertIdentifier: "rds-ca-rsa2048-g1",
          preferredMaintenanceWindow: props.maintenanceWindow,
          copyTagsToSnapshot: true,
          applyImmediately: !props.identity.protect,
        }),
    );
  }
}

/**
 * Readers of tiers 0 and 1 keep at least the writer's capacity and can take over at once; later ones
 * follow their own load, which is cheaper.
 */
function promotionTier(number: number): number {
  return Math.min(number - 1, 2);
}

function password({ kmsKeyArn, snapshot }: AuroraMysqlProps) {
  return {
    // A snapshot brings its own, and another name in its place would replace the cluster.
    masterUsername: snapshot === undefined ? MASTER_USERNAME : undefined,
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: kmsKeyArn,
  };
}

/** Only the advanced mode turns on Performance Insights, which keeps a small database from scaling down. */
function insights({ insights: mode, kmsKeyArn }: AuroraMysqlProps) {
  if (mode === "standard") return { databaseInsightsMode: mode, performanceInsightsEnabled: false };
  return {
    databaseInsightsMode: mode,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: ADVANCED_INSIGHTS_DAYS,
    performanceInsightsKmsKeyId: kmsKeyArn,
  };
}

function protection(props: AuroraMysqlProps, clusterIdentifier: string) {
  const { protect } = props.identity;
  return {
    storageEncrypted: true,
    kmsKeyId: props.kmsKeyArn,
    backupRetentionPeriod: props.backupRetentionDays,
    preferredBackupWindow: props.backupWindow,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: !protect,
    deletionProtection: protect,
    // The identifier is always there: without it, a destroy fails as soon as a snapshot is wanted.
    skipFinalSnapshot: !protect,
    finalSnapshotIdentifier: `${clusterIdentifier}-final`,
    applyImmediately: !protect,
    snapshotIdentifier: props.snapshot,
    lifecycle: {
      ...(protect && { preventDestroy: true }),
      // A cluster starts once; another snapshot later, or none, would replace it and its data.
      ignoreChanges: ["snapshot_identifier"],
    },
  };
}
