/** What holds data, or cannot be had again, and what to call it. */
const STATEFUL: Readonly<Record<string, string>> = {
  // AWS
  aws_rds_cluster: "the Aurora cluster",
  aws_rds_cluster_instance: "the Aurora instance",
  aws_rds_global_cluster: "the global Aurora cluster",
  aws_db_instance: "the database instance",
  aws_db_snapshot: "the database snapshot",
  aws_db_cluster_snapshot: "the cluster snapshot",
  aws_docdb_cluster: "the DocumentDB cluster",
  aws_neptune_cluster: "the Neptune cluster",
  aws_redshift_cluster: "the Redshift cluster",
  aws_dynamodb_table: "the DynamoDB table",
  aws_elasticache_cluster: "the ElastiCache cluster",
  aws_elasticache_replication_group: "the ElastiCache replication group",
  aws_memorydb_cluster: "the MemoryDB cluster",
  aws_opensearch_domain: "the OpenSearch domain",
  aws_elasticsearch_domain: "the Elasticsearch domain",
  aws_timestreamwrite_table: "the Timestream table",
  aws_efs_file_system: "the EFS file system",
  aws_fsx_lustre_file_system: "the FSx file system",
  aws_fsx_ontap_file_system: "the FSx file system",
  aws_fsx_windows_file_system: "the FSx file system",
  aws_ebs_volume: "the EBS volume",
  aws_ebs_snapshot: "the EBS snapshot",
  aws_s3_bucket: "the S3 bucket",
  aws_s3_directory_bucket: "the S3 bucket",
  aws_s3_object: "the S3 object",
  aws_backup_vault: "the backup vault",
  aws_kms_key: "the KMS key",
  aws_kms_replica_key: "the KMS key",
  aws_secretsmanager_secret: "the secret",
  aws_secretsmanager_secret_version: "the secret's value",
  aws_ssm_parameter: "the SSM parameter",
  aws_cloudwatch_log_group: "the log group",
  aws_kinesis_stream: "the Kinesis stream",
  aws_msk_cluster: "the Kafka cluster",
  aws_mq_broker: "the message broker",
  aws_sqs_queue: "the queue",
  aws_ecr_repository: "the ECR repository",
  aws_cognito_user_pool: "the user pool",
  aws_route53_zone: "the DNS zone",
  aws_acmpca_certificate_authority: "the certificate authority",
  aws_glacier_vault: "the Glacier vault",
  aws_codecommit_repository: "the repository",
  // Google Cloud
  google_sql_database_instance: "the Cloud SQL instance",
  google_sql_database: "the Cloud SQL database",
  google_spanner_instance: "the Spanner instance",
  google_spanner_database: "the Spanner database",
  google_bigtable_instance: "the Bigtable instance",
  google_bigquery_dataset: "the BigQuery dataset",
  google_bigquery_table: "the BigQuery table",
  google_firestore_database: "the Firestore database",
  google_storage_bucket: "the storage bucket",
  google_filestore_instance: "the Filestore instance",
  google_compute_disk: "the disk",
  google_redis_instance: "the Redis instance",
  google_kms_crypto_key: "the KMS key",
  google_kms_key_ring: "the key ring",
  google_secret_manager_secret: "the secret",
  google_artifact_registry_repository: "the artifact repository",
  google_pubsub_topic: "the topic",
  google_dns_managed_zone: "the DNS zone",
  // Azure
  azurerm_mssql_database: "the SQL database",
  azurerm_mssql_server: "the SQL server",
  azurerm_mysql_flexible_server: "the MySQL server",
  azurerm_postgresql_flexible_server: "the PostgreSQL server",
  azurerm_postgresql_server: "the PostgreSQL server",
  azurerm_cosmosdb_account: "the Cosmos DB account",
  azurerm_storage_account: "the storage account",
  azurerm_storage_container: "the storage container",
  azurerm_managed_disk: "the disk",
  azurerm_redis_cache: "the Redis cache",
  azurerm_key_vault: "the key vault",
  azurerm_key_vault_key: "the key",
  azurerm_key_vault_secret: "the secret",
  azurerm_container_registry: "the container registry",
  azurerm_log_analytics_workspace: "the log workspace",
  azurerm_dns_zone: "the DNS zone",
  azurerm_resource_group: "the resource group",
  // Others
  kubernetes_persistent_volume: "the volume",
  kubernetes_persistent_volume_claim: "the volume claim",
  kubernetes_namespace: "the namespace",
  kubernetes_secret: "the secret",
  digitalocean_database_cluster: "the database cluster",
  digitalocean_volume: "the volume",
  cloudflare_zone: "the DNS zone",
  github_repository: "the repository",
  mongodbatlas_cluster: "the MongoDB cluster",
  mongodbatlas_advanced_cluster: "the MongoDB cluster",
  vault_mount: "the secrets engine",
  snowflake_database: "the Snowflake database",
  random_password: "the generated password",
  tls_private_key: "the private key",
};

/** Says what holds data, and how to call it. */
export class StatefulTypes {
  private readonly more: ReadonlySet<string>;
  private readonly fewer: ReadonlySet<string>;

  /**
   * @param more Types that count as well.
   * @param fewer Types that do not count.
   */
  constructor(more: Iterable<string> = [], fewer: Iterable<string> = []) {
    this.more = new Set(more);
    this.fewer = new Set(fewer);
  }

  /** Whether the deletion of such a resource loses data. */
  has(type: string): boolean {
    return !this.fewer.has(type) && (this.more.has(type) || Object.hasOwn(STATEFUL, type));
  }
}

/** A resource in words, as in `the Aurora cluster`, or by its type. */
export function inWords(type: string): string {
  return Object.hasOwn(STATEFUL, type) ? (STATEFUL[type] ?? type) : type;
}
