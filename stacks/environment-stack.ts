import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../config/environment";
import { BeanstalkApplication } from "../modules/beanstalk";
import { Cluster } from "../modules/compute";
import { AuroraMysql, DatabaseAlarms, PasswordRotation } from "../modules/database";
import { PublicEntrance } from "../modules/edge";
import { CustomerKey } from "../modules/encryption";
import type { Identity } from "../modules/identity";
import { literals } from "../modules/naming";
import { Vpc } from "../modules/network";
import { AlarmTopic } from "../modules/observability";
import { FileAlarms, FilePolicy, SharedFiles } from "../modules/storage";
import { AddressedStack } from "./addressed-stack";
import { addBackend } from "./backend";
import { ContainerService } from "./container-service";
import {
  interfaceEndpoints,
  sharedHosts,
  usesBeanstalk,
  usesCluster,
  wafCountedRules,
} from "./environment-needs";
import { identityOf } from "./identity";
import type { SharedParts } from "./service-parts";

/** The AWS provider versions that every argument written here is valid for. */
export const AWS_PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";

/** What the stacks need of Terraform: S3 lock files came with 1.10, `moved` and checks long before. */
const TERRAFORM_VERSIONS = ">= 1.10.0";

export interface EnvironmentStackOptions {
  /** Folder of local state files, relative to the stack's folder. */
  readonly stateDirectory: string;
}

/** Everything of one team environment, as one Terraform stack. */
export class EnvironmentStack extends AddressedStack {
  private readonly environment: Environment;
  private readonly identity: Identity;
  private readonly keyArn: string | undefined;

  constructor(
    app: App,
    private readonly written: Environment,
    { stateDirectory }: EnvironmentStackOptions,
  ) {
    super(app, written.stack);
    this.environment = literals(written);
    this.identity = identityOf(this.environment);
    addBackend(this, this.environment, stateDirectory);
    this.provider();
    this.keyArn = this.customerKey();
    const topicArn = this.alarmTopic();
    const network = this.vpc();
    const cluster = this.cluster();
    const application = this.application();
    const entrance = this.entrance(network);
    const database = this.database(network, topicArn);
    const files = this.files(network, topicArn);
    const services = this.services({
      network,
      cluster,
      application,
      entrance,
      database,
      files,
      topicArn,
    });
    this.filePolicy(files, services);
    this.passwordRotation(database, services, topicArn);
    this.outputs(entrance, cluster);
  }

  private provider(): void {
    const { account, region, tags } = this.environment;
    new AwsProvider(this, "aws", {
      region,
      // Credentials of another account stop here instead of making the environment there.
      allowedAccountIds: [account],
      defaultTags: [{ tags }],
    });
    // The provider's typings would ask for exactly the version that they were made from.
    this.addOverride("terraform.required_providers.aws.version", AWS_PROVIDER_VERSIONS);
    this.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
  }

  private customerKey(): string | undefined {
    if (this.environment.encryption === "aws-managed") return undefined;
    return new CustomerKey(this, "encryption", { identity: this.identity }).arn;
  }

  private alarmTopic(): string {
    const { identity, keyArn: kmsKeyArn } = this;
    const { emails } = this.environment.notifications;
    return new AlarmTopic(this, "alarms", { identity, emails, kmsKeyArn }).arn;
  }

  private vpc(): Vpc {
    const { ipv4Cidr, availabilityZones, nat, flowLogRetentionDays } = this.environment.network;
    return new Vpc(this, "network", {
      identity: this.identity,
      ipv4Cidr,
      availabilityZones,
      nat,
      interfaceEndpoints: interfaceEndpoints(this.environment),
      flowLogRetentionDays,
      kmsKeyArn: this.keyArn,
    });
  }

  private cluster(): Cluster | undefined {
    if (!usesCluster(this.environment)) return undefined;
    return new Cluster(this, "cluster", { identity: this.identity, containerInsights: "enabled" });
  }

  private application(): BeanstalkApplication | undefined {
    if (!usesBeanstalk(this.environment)) return undefined;
    const { identity, keyArn: kmsKeyArn } = this;
    return new BeanstalkApplication(this, "beanstalk", { identity, kmsKeyArn });
  }

  private entrance(network: Vpc): PublicEntrance | undefined {
    const { ingress } = this.environment;
    if (ingress === undefined) return undefined;
    const hosts = sharedHosts(this.environment, ingress);
    const [domain] = hosts;
    if (domain === undefined) return undefined;
    return new PublicEntrance(this, "ingress", {
      ...ingress,
      identity: this.identity,
      network,
      domain,
      hosts: [...hosts].sort(),
      zoneId: ingress.zone.id,
      waf: { ...ingress.waf, countedRules: wafCountedRules(this.environment) },
      kmsKeyArn: this.keyArn,
    });
  }

  private database(network: Vpc, topicArn: string): AuroraMysql | undefined {
    const { database } = this.environment;
    if (database === undefined) return undefined;
    const { identity, keyArn: kmsKeyArn } = this;
    const cluster = new AuroraMysql(this, "database", { ...database, identity, network, kmsKeyArn });
    const { clusterIdentifier } = cluster;
    new DatabaseAlarms(this, "database_alarms", { ...database, identity, clusterIdentifier, topicArn });
    return cluster;
  }

  private files(network: Vpc, topicArn: string): SharedFiles | undefined {
    const { files } = this.environment;
    if (files === undefined) return undefined;
    const { identity, keyArn: kmsKeyArn } = this;
    const shared = new SharedFiles(this, "files", { ...files, identity, network, kmsKeyArn });
    new FileAlarms(this, "files_alarms", { identity, fileSystemId: shared.fileSystemId, topicArn });
    return shared;
  }

  private services(
    parts: Omit<SharedParts, "environment" | "written" | "identity" | "keyArn">,
  ): ContainerService[] {
    const { environment, written, identity, keyArn } = this;
    const shared = { ...parts, environment, written, identity, keyArn };
    const scope = new Construct(this, "service");
    return environment.services.map((service) => new ContainerService(scope, service.name, service, shared));
  }

  private filePolicy(files: SharedFiles | undefined, services: readonly ContainerService[]): void {
    if (files === undefined) return;
    const { fileSystemId, fileSystemArn } = files;
    const grants = services.flatMap((service) => service.fileGrants);
    new FilePolicy(this, "files_policy", { fileSystemId, fileSystemArn, grants });
  }

  private passwordRotation(
    database: AuroraMysql | undefined,
    services: readonly ContainerService[],
    topicArn: string,
  ): void {
    if (database === undefined || this.environment.database === undefined) return;
    new PasswordRotation(this, "database_rotation", {
      identity: this.identity,
      secretArn: database.secretArn,
      everyDays: this.environment.database.passwordRotationDays,
      services: services.filter((one) => one.usesDatabasePassword).map(({ redeploy }) => redeploy),
      topicArn,
    });
  }

  private outputs(entrance: PublicEntrance | undefined, cluster: Cluster | undefined): void {
    const { ingress } = this.environment;
    if (cluster !== undefined) new TerraformOutput(this, "cluster_name", { value: cluster.name });
    if (ingress === undefined) return;
    new TerraformOutput(this, "url", { value: `https://${ingress.domain}` });
    if (entrance === undefined) return;
    new TerraformOutput(this, "load_balancer", { value: entrance.dnsName });
  }
}
