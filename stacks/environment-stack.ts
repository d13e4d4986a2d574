import { type App, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../config/environment";
import { interfaceEndpoints } from "../config/reach";
import { PublicAssets } from "../modules/assets";
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
import { addCertificateProvider } from "./certificate-provider";
import { ContainerService } from "./container-service";
import { addDatabaseUsers, redeployForUsers, secretsOf } from "./database-users";
import { addDelivery } from "./delivery";
import { sharedHosts, testPorts, usesBeanstalk, usesCluster, wafOf } from "./environment-needs";
import { identityOf } from "./identity";
import { addInstanceAgent, instancesOf } from "./instances";
import { addInternalEntrance } from "./internal-entrance";
import { addProvider, providerVersions } from "./provider";
import type { SharedParts } from "./service-parts";

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
    addProvider(this, this.environment, providerVersions(this.environment));
    this.keyArn = this.customerKey();
    const topicArn = this.alarmTopic();
    const network = this.vpc();
    const cluster = this.cluster(network, topicArn);
    addInstanceAgent(this, {
      environment: this.environment,
      identity: this.identity,
      keyArn: this.keyArn,
      cluster,
    });
    const application = this.application();
    const entrance = this.entrance(network);
    const internalEntrance = addInternalEntrance(this, this.environment, this.identity, network);
    const database = this.database(network, topicArn);
    const users = addDatabaseUsers(this, this.environment, {
      identity: this.identity,
      keyArn: this.keyArn,
      network,
      cluster,
      database,
      topicArn,
    });
    const files = this.files(network, topicArn);
    const assets = this.assets();
    const services = this.services({
      network,
      cluster,
      application,
      entrance,
      internalEntrance,
      database,
      databaseUsers: secretsOf(users),
      files,
      assets,
      topicArn,
    });
    this.filePolicy(files, services);
    addDelivery(this, {
      environment: this.environment,
      identity: this.identity,
      keyArn: this.keyArn,
      topicArn,
      services,
    });
    this.passwordRotation(database, services, topicArn);
    redeployForUsers(this, users, services, { identity: this.identity, topicArn });
    this.outputs(entrance, cluster);
  }

  private customerKey(): string | undefined {
    if (this.environment.encryption === "aws-managed") return undefined;
    const events = this.environment.services.some(({ pipeline }) => pipeline !== undefined);
    return new CustomerKey(this, "encryption", { identity: this.identity, events }).arn;
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

  private cluster(network: Vpc, topicArn: string): Cluster | undefined {
    if (!usesCluster(this.environment)) return undefined;
    const { identity } = this;
    const { containerInsights } = this.environment.cluster;
    const instances = instancesOf(this.environment, network, topicArn);
    return new Cluster(this, "cluster", { identity, containerInsights, instances });
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
      testPorts: testPorts(this.environment),
      zoneId: ingress.zone.id,
      waf: wafOf(this.environment, ingress),
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

  private assets(): PublicAssets | undefined {
    const { assets, ingress } = this.environment;
    if (assets === undefined) return undefined;
    const { domain } = assets;
    const name =
      domain === undefined || ingress === undefined ? undefined : { domain, zoneId: ingress.zone.id };
    const certificateProvider = name && addCertificateProvider(this, this.environment);
    return new PublicAssets(this, "assets", {
      ...assets,
      identity: this.identity,
      name,
      certificateProvider,
    });
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
      services: services.flatMap((one) =>
        one.databaseUsers.includes(undefined) ? (one.redeploy ?? []) : [],
      ),
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
