import { TerraformOutput } from "cdktf";
import { describe, expect, test } from "vitest";
import { AuroraMysql, type AuroraMysqlProps } from "../../../modules/database";
import { Firewall } from "../../../modules/network";
import { stubNetwork } from "../../support/stub-network";
import { type Synthesized, synth, TEST_IDENTITY } from "../../support/synth";

const PROTECTED = { ...TEST_IDENTITY, protect: true };
const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234";

function databaseOf(props: Partial<AuroraMysqlProps> = {}, look: (database: AuroraMysql) => void = () => {}) {
  return synth((stack) => {
    const database = new AuroraMysql(stack, "database", {
      identity: TEST_IDENTITY,
      network: stubNetwork(),
      version: "8.0.mysql_aurora.3.10.4",
      minCapacityAcu: 0.5,
      maxCapacityAcu: 8,
      autoPauseSeconds: undefined,
      instances: 2,
      databaseName: "ghost",
      backupRetentionDays: 7,
      insights: "standard",
      maintenanceWindow: "sun:18:00-sun:19:00",
      backupWindow: "16:00-17:00",
      logRetentionDays: 30,
      kmsKeyArn: undefined,
      ...props,
    });
    look(database);
  });
}

const clusterOf = (stack: Synthesized) => stack.one("aws_rds_cluster", "database_cluster");

function parametersOf(group: Record<string, unknown>) {
  return Object.fromEntries(
    (group.parameter as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  );
}

describe("the resources", () => {
  test("have stable addresses", () => {
    expect(databaseOf().addresses()).toEqual([
      "aws_cloudwatch_log_group.database_log_error",
      "aws_cloudwatch_log_group.database_log_slowquery",
      "aws_db_parameter_group.database_parameters_instance",
      "aws_db_subnet_group.database_subnets",
      "aws_rds_cluster.database_cluster",
      "aws_rds_cluster_instance.database_instance_1",
      "aws_rds_cluster_instance.database_instance_2",
      "aws_rds_cluster_parameter_group.database_parameters_cluster",
      "aws_security_group.database_firewall_group",
    ]);
  });

  test("of an added reader change nothing that exists", () => {
    const [two, three] = [databaseOf(), databaseOf({ instances: 3 })];
    expect(three.addresses()).toEqual(
      [...two.addresses(), "aws_rds_cluster_instance.database_instance_3"].sort(),
    );
    for (const number of [1, 2]) {
      const name = `database_instance_${number}`;
      expect(three.one("aws_rds_cluster_instance", name)).toEqual(two.one("aws_rds_cluster_instance", name));
    }
  });
});

describe("the cluster", () => {
  test("is Serverless v2, so it has no engine mode", () => {
    const cluster = clusterOf(databaseOf());
    expect(cluster).toMatchObject({
      cluster_identifier: "team-test-db",
      engine: "aurora-mysql",
      engine_version: "8.0.mysql_aurora.3.10.4",
      engine_lifecycle_support: "open-source-rds-extended-support-disabled",
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 },
      database_name: "ghost",
    });
    expect(cluster).not.toHaveProperty("engine_mode");
    expect(cluster).not.toHaveProperty("allow_major_version_upgrade");
    expect(cluster).not.toHaveProperty("availability_zones");
  });

  test("pauses after the idle time where it may go down to 0 ACU", () => {
    const stack = databaseOf({ minCapacityAcu: 0, autoPauseSeconds: 600 });
    expect(clusterOf(stack).serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0,
      max_capacity: 8,
      seconds_until_auto_pause: 600,
    });
  });

  test("lives in the isolated subnets, with both address families", () => {
    const stack = databaseOf();
    expect(stack.one("aws_db_subnet_group", "database_subnets").subnet_ids).toEqual([
      "subnet-isolated-us-west-2a",
      "subnet-isolated-us-west-2b",
    ]);
    expect(clusterOf(stack)).toMatchObject({
      network_type: "DUAL",
      db_subnet_group_name: "${aws_db_subnet_group.database_subnets.name}",
      vpc_security_group_ids: ["${aws_security_group.database_firewall_group.id}"],
    });
  });

  test("has a password that only RDS and Secrets Manager know", () => {
    const stack = databaseOf();
    expect(clusterOf(stack)).toMatchObject({ manage_master_user_password: true, master_username: "admin" });
    expect(clusterOf(stack)).not.toHaveProperty("master_user_secret_kms_key_id");
    expect(JSON.stringify(stack.json)).not.toContain("master_password");
  });

  test("keeps its logs for the days asked for, in groups made first", () => {
    const stack = databaseOf();
    expect(clusterOf(stack)).toMatchObject({
      enabled_cloudwatch_logs_exports: ["error", "slowquery"],
      depends_on: [
        "aws_cloudwatch_log_group.database_log_error",
        "aws_cloudwatch_log_group.database_log_slowquery",
      ],
    });
    for (const log of ["error", "slowquery"]) {
      expect(stack.one("aws_cloudwatch_log_group", `database_log_${log}`)).toMatchObject({
        name: `/aws/rds/cluster/team-test-db/${log}`,
        retention_in_days: 30,
      });
    }
  });

  test("is encrypted with the customer's key where there is one", () => {
    const stack = databaseOf({ kmsKeyArn: KEY, insights: "advanced" });
    expect(clusterOf(stack)).toMatchObject({
      storage_encrypted: true,
      kms_key_id: KEY,
      master_user_secret_kms_key_id: KEY,
      performance_insights_kms_key_id: KEY,
    });
    expect(stack.one("aws_cloudwatch_log_group", "database_log_error").kms_key_id).toBe(KEY);
    expect(clusterOf(databaseOf())).toMatchObject({ storage_encrypted: true });
    expect(clusterOf(databaseOf())).not.toHaveProperty("kms_key_id");
  });

  test("turns on Performance Insights with advanced insights only, for 465 days", () => {
    expect(clusterOf(databaseOf({ insights: "advanced" }))).toMatchObject({
      database_insights_mode: "advanced",
      performance_insights_enabled: true,
      performance_insights_retention_period: 465,
    });
    const standard = clusterOf(databaseOf());
    expect(standard).toMatchObject({
      database_insights_mode: "standard",
      performance_insights_enabled: false,
    });
    expect(standard).not.toHaveProperty("performance_insights_retention_period");
  });
});

describe("protection", () => {
  test("refuses to destroy a protected cluster, and keeps its backups", () => {
    expect(clusterOf(databaseOf({ identity: PROTECTED }))).toMatchObject({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
      skip_final_snapshot: false,
      final_snapshot_identifier: "team-test-db-final",
      delete_automated_backups: false,
      apply_immediately: false,
      backup_retention_period: 7,
      preferred_backup_window: "16:00-17:00",
      copy_tags_to_snapshot: true,
    });
  });

  test("lets an unprotected cluster go; the snapshot has a name all the same", () => {
    const cluster = clusterOf(databaseOf());
    expect(cluster).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      final_snapshot_identifier: "team-test-db-final",
      delete_automated_backups: true,
      apply_immediately: true,
    });
    expect(cluster.lifecycle).not.toHaveProperty("prevent_destroy");
  });
});

describe("a snapshot", () => {
  test("is where a new cluster starts, with the master user that is in it", () => {
    const cluster = clusterOf(databaseOf({ snapshot: "team-production-2026-11-01" }));
    expect(cluster).toMatchObject({
      snapshot_identifier: "team-production-2026-11-01",
      manage_master_user_password: true,
    });
    expect(cluster).not.toHaveProperty("master_username");
  });

  test("is without effect later: to change it would replace the cluster and its data", () => {
    for (const snapshot of [undefined, "team-production-2026-11-01"]) {
      expect(clusterOf(databaseOf({ snapshot }))).toMatchObject({
        lifecycle: { ignore_changes: ["snapshot_identifier"] },
      });
    }
  });
});

describe("the parameter groups", () => {
  test("demand TLS and full Unicode", () => {
    const group = databaseOf().one("aws_rds_cluster_parameter_group", "database_parameters_cluster");
    expect(parametersOf(group)).toEqual({
      character_set_server: "utf8mb4",
      collation_server: "utf8mb4_0900_ai_ci",
      require_secure_transport: "ON",
    });
  });

  test("write the slow query log to where RDS exports it from", () => {
    const stack = databaseOf();
    expect(parametersOf(stack.one("aws_db_parameter_group", "database_parameters_instance"))).toEqual({
      slow_query_log: "1",
      long_query_time: "2",
      log_output: "FILE",
    });
    expect(stack.one("aws_rds_cluster_instance", "database_instance_1").db_parameter_group_name).toBe(
      "${aws_db_parameter_group.database_parameters_instance.name}",
    );
  });

  test.each([
    ["8.0.mysql_aurora.3.10.4", "aurora-mysql8.0", "team-test-db-aurora-mysql8-0"],
    ["8.4.mysql_aurora.8.4.8", "aurora-mysql8.4", "team-test-db-aurora-mysql8-4"],
  ])(
    "of %s have a name of their own, so that a new family comes before the old goes",
    (version, family, name) => {
      const stack = databaseOf({ version });
      const groups = [
        stack.one("aws_rds_cluster_parameter_group", "database_parameters_cluster"),
        stack.one("aws_db_parameter_group", "database_parameters_instance"),
      ];
      for (const group of groups) {
        expect(group).toMatchObject({ family, name, lifecycle: { create_before_destroy: true } });
      }
    },
  );
});

describe("the instances", () => {
  test("are serverless, private and change versions only with the cluster", () => {
    expect(databaseOf().one("aws_rds_cluster_instance", "database_instance_1")).toMatchObject({
      identifier: "team-test-db-1",
      cluster_identifier: "${aws_rds_cluster.database_cluster.id}",
      engine: "${aws_rds_cluster.database_cluster.engine}",
      instance_class: "db.serverless",
      publicly_accessible: false,
      auto_minor_version_upgrade: false,
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      preferred_maintenance_window: "sun:18:00-sun:19:00",
      apply_immediately: true,
    });
  });

  test("have one reader that is as large as the writer, and others that follow their own load", () => {
    const tiers = Object.values(databaseOf({ instances: 4 }).all("aws_rds_cluster_instance")).map(
      ({ promotion_tier }) => promotion_tier,
    );
    expect(tiers).toEqual([0, 1, 2, 2]);
  });

  test("wait with changes when protected", () => {
    const stack = databaseOf({ identity: PROTECTED });
    expect(stack.one("aws_rds_cluster_instance", "database_instance_1").apply_immediately).toBe(false);
  });
});

describe("what others use", () => {
  test("are endpoints, secret and all that must exist first", () => {
    const stack = databaseOf({ instances: 1 }, (database) => {
      const { host, readerHost, secretArn } = database;
      expect(database).toMatchObject({ port: 3306, name: "ghost", clusterIdentifier: "team-test-db" });
      new TerraformOutput(database, "seen", {
        value: { host, readerHost, secretArn },
        dependsOn: [...database.ready],
      });
    });
    expect(stack.json.output).toMatchObject({
      database_seen: {
        value: {
          host: "${aws_rds_cluster.database_cluster.endpoint}",
          readerHost: "${aws_rds_cluster.database_cluster.reader_endpoint}",
          secretArn: "${aws_rds_cluster.database_cluster.master_user_secret[0].secret_arn}",
        },
      },
    });
    expect(JSON.stringify(stack.json.output)).toContain("aws_rds_cluster_instance.database_instance_1");
  });

  test("is a firewall that lets in nobody but those it is opened to", () => {
    const closed = databaseOf();
    expect(closed.all("aws_vpc_security_group_ingress_rule")).toEqual({});
    const stack = databaseOf({}, (database) => {
      const service = new Firewall(database.node.scope ?? database, "blog", {
        identity: TEST_IDENTITY,
        vpcId: "vpc-0",
        name: "blog",
        description: "blog",
      });
      service.allowTo(database.firewall, database.port);
    });
    expect(
      stack.one("aws_vpc_security_group_ingress_rule", "database_firewall_from_blog_3306"),
    ).toMatchObject({
      from_port: 3306,
      to_port: 3306,
      referenced_security_group_id: "${aws_security_group.blog_group.id}",
    });
    expect(Object.keys(stack.all("aws_vpc_security_group_ingress_rule"))).toHaveLength(1);
    expect(stack.all("aws_vpc_security_group_egress_rule")).not.toHaveProperty("database_firewall");
  });
});

test("the longest names fit into what RDS takes", () => {
  const stack = databaseOf({
    identity: { ...TEST_IDENTITY, stack: `${"t".repeat(24)}-${"e".repeat(24)}` },
    instances: 15,
  });
  const identifier = String(clusterOf(stack).cluster_identifier);
  expect(identifier.length).toBeLessThanOrEqual(63);
  const instance = stack.one("aws_rds_cluster_instance", "database_instance_15");
  expect(String(instance.identifier).length).toBeLessThanOrEqual(63);
  for (const name of [identifier, String(instance.identifier), `${identifier}-final`]) {
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  }
});
