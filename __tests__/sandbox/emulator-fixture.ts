/**
 * A stack with one of each resource that the emulator's extension corrects, in two editions: the second
 * changes what can be changed in place.
 */
export function emulatorFixture(edition: 1 | 2): Record<string, unknown> {
  const changed = edition === 2;
  const tags = { edition: String(edition) };
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
    provider: {
      aws: [{ region: "us-west-2", allowed_account_ids: [FIXTURE_ACCOUNT], default_tags: [{ tags }] }],
    },
    resource: {
      ...network(changed),
      ...entrance(),
      ...database(changed),
      ...files(changed),
      ...containers(changed),
      ...workflow(changed),
    },
    output: { zone: { value: "${aws_route53_record.check.fqdn}" } },
  };
}

export const FIXTURE_ACCOUNT = "111122223333";
export const FIXTURE_ZONES = { "example.net": "Z0EXAMPLE1" };

function network(changed: boolean): Record<string, unknown> {
  const rule = (description: string, more: Record<string, unknown>) => ({
    security_group_id: "${aws_security_group.one.id}",
    ip_protocol: "tcp",
    from_port: 80,
    to_port: 80,
    description,
    ...more,
  });
  return {
    aws_vpc: {
      main: { cidr_block: "10.9.0.0/16", assign_generated_ipv6_cidr_block: true, enable_dns_hostnames: true },
    },
    aws_subnet: {
      a: {
        vpc_id: "${aws_vpc.main.id}",
        availability_zone: "us-west-2a",
        cidr_block: "10.9.0.0/24",
        ipv6_cidr_block: "${cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)}",
        assign_ipv6_address_on_creation: true,
      },
      b: {
        vpc_id: "${aws_vpc.main.id}",
        availability_zone: "us-west-2b",
        cidr_block: "10.9.1.0/24",
        ipv6_cidr_block: "${cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)}",
        assign_ipv6_address_on_creation: true,
      },
    },
    aws_security_group: { one: { vpc_id: "${aws_vpc.main.id}", name: "one", description: "one" } },
    aws_vpc_security_group_ingress_rule: {
      from_group: rule(changed ? "from itself again" : "from itself", {
        referenced_security_group_id: "${aws_security_group.one.id}",
      }),
      from_address: rule("from the network", { cidr_ipv6: "${aws_vpc.main.ipv6_cidr_block}" }),
    },
  };
}

function entrance(): Record<string, unknown> {
  return {
    aws_acm_certificate: { main: { domain_name: "check.example.net", validation_method: "DNS" } },
    aws_acm_certificate_validation: { main: { certificate_arn: "${aws_acm_certificate.main.arn}" } },
    aws_route53_zone: {
      inside: {
        name: "inside.internal",
        comment: "Internal services",
        vpc: [{ vpc_id: "${aws_vpc.main.id}" }],
      },
    },
    aws_route53_record: {
      check: {
        zone_id: FIXTURE_ZONES["example.net"],
        name: "check.example.net",
        type: "TXT",
        ttl: 60,
        records: ["here"],
      },
    },
  };
}

function database(changed: boolean): Record<string, unknown> {
  return {
    aws_db_subnet_group: { main: { name: "main", subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
    aws_rds_cluster_parameter_group: {
      main: {
        name: "main",
        family: "aurora-mysql8.0",
        parameter: [{ name: "character_set_server", value: changed ? "utf8" : "utf8mb4" }],
      },
    },
    aws_db_parameter_group: {
      main: {
        name: "main",
        family: "aurora-mysql8.0",
        parameter: [{ name: "slow_query_log", value: changed ? "0" : "1" }],
      },
    },
    aws_rds_cluster: {
      main: {
        cluster_identifier: "main",
        engine: "aurora-mysql",
        engine_version: "8.0.mysql_aurora.3.08.2",
        master_username: "admin",
        manage_master_user_password: true,
        db_subnet_group_name: "${aws_db_subnet_group.main.name}",
        db_cluster_parameter_group_name: "${aws_rds_cluster_parameter_group.main.name}",
        serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: changed ? 4 : 2 },
        database_insights_mode: "standard",
        engine_lifecycle_support: "open-source-rds-extended-support-disabled",
        deletion_protection: true,
        final_snapshot_identifier: "main-final",
        apply_immediately: true,
        lifecycle: { prevent_destroy: true },
      },
    },
    aws_rds_cluster_instance: Object.fromEntries(
      ["one", "two"].map((name) => [
        name,
        {
          identifier: name,
          cluster_identifier: "${aws_rds_cluster.main.id}",
          engine: "aurora-mysql",
          instance_class: "db.serverless",
          db_parameter_group_name: "${aws_db_parameter_group.main.name}",
          performance_insights_enabled: true,
          performance_insights_retention_period: 7,
          ca_cert_identifier: "rds-ca-rsa2048-g1",
          monitoring_interval: changed ? 30 : 60,
          monitoring_role_arn: "${aws_iam_role.any.arn}",
        },
      ]),
    ),
    aws_secretsmanager_secret_rotation: {
      main: {
        secret_id: "${aws_rds_cluster.main.master_user_secret[0].secret_arn}",
        rotate_immediately: changed,
        rotation_rules: changed
          ? { schedule_expression: "rate(60 days)", duration: "3h" }
          : { automatically_after_days: 30 },
      },
    },
    aws_iam_role: {
      any: {
        name: "any",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { Service: ["monitoring.rds.amazonaws.com", "states.amazonaws.com"] },
            },
          ],
        }),
      },
    },
  };
}

function files(changed: boolean): Record<string, unknown> {
  const id = "${aws_efs_file_system.main.id}";
  return {
    aws_efs_file_system: {
      main: { encrypted: true, throughput_mode: changed ? "bursting" : "elastic" },
    },
    aws_efs_backup_policy: {
      main: { file_system_id: id, backup_policy: { status: changed ? "DISABLED" : "ENABLED" } },
    },
    ...(changed ? {} : { aws_efs_file_system_policy: { main: { file_system_id: id, policy: FILE_POLICY } } }),
  };
}

const FILE_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount", Resource: "*" },
  ],
});

function containers(changed: boolean): Record<string, unknown> {
  return {
    aws_ecs_cluster: { main: { name: "main" } },
    aws_ecs_cluster_capacity_providers: {
      main: { cluster_name: "${aws_ecs_cluster.main.name}", capacity_providers: ["FARGATE", "FARGATE_SPOT"] },
    },
    aws_ecs_task_definition: {
      main: {
        family: "main",
        requires_compatibilities: ["FARGATE"],
        network_mode: "awsvpc",
        cpu: "256",
        memory: "512",
        container_definitions: JSON.stringify([{ name: "main", image: "main:1", essential: true }]),
      },
    },
    aws_ecs_service: {
      main: {
        name: "main",
        cluster: "${aws_ecs_cluster.main.id}",
        task_definition: "${aws_ecs_task_definition.main.arn}",
        desired_count: 1,
        capacity_provider_strategy: [{ capacity_provider: changed ? "FARGATE_SPOT" : "FARGATE", weight: 1 }],
        deployment_circuit_breaker: { enable: true, rollback: changed },
        deployment_minimum_healthy_percent: changed ? 50 : 100,
        deployment_maximum_percent: 200,
        enable_execute_command: !changed,
        enable_ecs_managed_tags: true,
        propagate_tags: "SERVICE",
        platform_version: "1.4.0",
        network_configuration: {
          subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
          security_groups: ["${aws_security_group.one.id}"],
        },
        depends_on: ["aws_ecs_cluster_capacity_providers.main"],
      },
    },
    ...scaling(changed),
  };
}

function scaling(changed: boolean): Record<string, unknown> {
  const scaled = {
    service_namespace: "${aws_appautoscaling_target.main.service_namespace}",
    resource_id: "${aws_appautoscaling_target.main.resource_id}",
    scalable_dimension: "${aws_appautoscaling_target.main.scalable_dimension}",
  };
  return {
    aws_appautoscaling_target: {
      main: {
        service_namespace: "ecs",
        scalable_dimension: "ecs:service:DesiredCount",
        resource_id: "service/main/${aws_ecs_service.main.name}",
        min_capacity: 1,
        max_capacity: changed ? 6 : 4,
      },
    },
    aws_appautoscaling_policy: {
      main: {
        name: "cpu",
        policy_type: "TargetTrackingScaling",
        ...scaled,
        target_tracking_scaling_policy_configuration: {
          predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
          target_value: changed ? 70 : 60,
        },
      },
    },
  };
}

function workflow(changed: boolean): Record<string, unknown> {
  const wait = { Type: "Wait", Seconds: changed ? 20 : 10, End: true };
  return {
    aws_sfn_state_machine: {
      main: {
        name: "main",
        role_arn: "${aws_iam_role.any.arn}",
        publish: true,
        definition: JSON.stringify({ StartAt: "Wait", States: { Wait: wait } }),
      },
    },
  };
}
