import { Construct } from "constructs";
import type { Environment, Service } from "../config/environment";
import { type FargateCluster, FargateService, type Task, TaskRoles, type Volume } from "../modules/compute";
import type { Database } from "../modules/database";
import { type Entrance, WebRoute } from "../modules/edge";
import type { Identity } from "../modules/identity";
import { Firewall, type Vpc } from "../modules/network";
import { ServiceAlarms, ServiceLogGroup } from "../modules/observability";
import { type AccessPoint, FILES_PORT, type FileGrant, type SharedFiles } from "../modules/storage";
import { taskOf } from "./task";

/** Seconds that a task which leaves may still finish its requests. */
const DEREGISTRATION_DELAY_SECONDS = 30;

/** What the services of an environment share. */
export interface SharedParts {
  readonly environment: Environment;
  readonly identity: Identity;
  readonly keyArn: string | undefined;
  readonly topicArn: string;
  readonly network: Vpc;
  readonly cluster: FargateCluster;
  readonly entrance: Entrance | undefined;
  readonly database: Database | undefined;
  readonly files: SharedFiles | undefined;
}

/** One service of an environment, with all that belongs to it alone. */
export class ContainerService extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What the service's tasks may do in the shared file system. */
  readonly fileGrants: readonly FileGrant[];
  /** Whether a new database password has to reach the running tasks. */
  readonly usesDatabasePassword: boolean;

  constructor(
    scope: Construct,
    id: string,
    private readonly service: Service,
    private readonly shared: SharedParts,
  ) {
    super(scope, id);
    this.name = service.name;
    this.usesDatabasePassword = Object.values(service.secrets).some((secret) => "from" in secret);
    const firewall = this.firewall();
    const logs = this.logs();
    const accessPoints = this.accessPoints();
    const task = this.task(logs, accessPoints);
    const roles = this.roles(task, logs);
    const route = this.route();
    const alarms = this.alarms(route);
    this.arn = this.run({ firewall, task, roles, route, alarms });
    this.fileGrants = this.grants(accessPoints, roles);
  }

  private firewall(): Firewall {
    const { identity, network, entrance, database, files } = this.shared;
    const { name, web, mounts, egressPorts } = this.service;
    const description = `Tasks of the service ${name}`;
    const firewall = new Firewall(this, "firewall", { identity, vpcId: network.vpcId, name, description });
    for (const port of egressPorts) firewall.allowToAnywhere(port, "dualstack");
    if (web !== undefined) entrance?.firewall.allowTo(firewall, web.port);
    if (database !== undefined) firewall.allowTo(database.firewall, database.port);
    if (files !== undefined && mounts.length > 0) firewall.allowTo(files.firewall, FILES_PORT);
    return firewall;
  }

  private logs(): ServiceLogGroup {
    const { identity, keyArn: kmsKeyArn } = this.shared;
    const { name, logRetentionDays: retentionDays } = this.service;
    return new ServiceLogGroup(this, "logs", { identity, service: name, retentionDays, kmsKeyArn });
  }

  private accessPoints(): Record<string, AccessPoint> {
    const { files } = this.shared;
    if (files === undefined) return {};
    return Object.fromEntries(
      this.service.mounts.map((mount) => [
        mount.name,
        files.accessPoint(`${this.name}-${mount.name}`, mount),
      ]),
    );
  }

  private task(logs: ServiceLogGroup, accessPoints: Record<string, AccessPoint>): Task {
    const { environment, database, files } = this.shared;
    return taskOf(environment, this.service, {
      referable: { service: this.service, database },
      logging: logs.logging,
      volumes: files === undefined ? [] : mounted(files, accessPoints),
    });
  }

  private roles(task: Task, logs: ServiceLogGroup): TaskRoles {
    const { identity, keyArn: kmsKeyArn } = this.shared;
    const { name: service, exec, mailFrom } = this.service;
    const logGroupArn = logs.arn;
    return new TaskRoles(this, "roles", { identity, service, task, logGroupArn, kmsKeyArn, exec, mailFrom });
  }

  private route(): WebRoute | undefined {
    const { identity, network, entrance } = this.shared;
    const { name, web } = this.service;
    if (web === undefined || entrance === undefined) return undefined;
    return new WebRoute(this, "route", {
      ...web,
      identity,
      network,
      entrance,
      service: name,
      deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS,
      targetType: "ip",
    });
  }

  private alarms(route: WebRoute | undefined): ServiceAlarms {
    const { identity, cluster, topicArn, entrance } = this.shared;
    const { name: service, desiredCount, alarms, web } = this.service;
    return new ServiceAlarms(this, "alarms", {
      ...alarms,
      identity,
      service,
      cluster: cluster.name,
      desiredCount,
      topicArn,
      web: entrance &&
        route &&
        web && {
          loadBalancer: entrance.loadBalancerArnSuffix,
          targetGroup: route.targetGroupArnSuffix,
          gracePeriodSeconds: web.healthCheck.gracePeriodSeconds,
        },
    });
  }

  private run(parts: {
    firewall: Firewall;
    task: Task;
    roles: TaskRoles;
    route: WebRoute | undefined;
    alarms: ServiceAlarms;
  }): string {
    const { identity, network, cluster, database, files, environment } = this.shared;
    const { service } = this;
    const { web } = service;
    const { arn } = new FargateService(this, "fargate", {
      ...parts,
      identity,
      name: service.name,
      cluster,
      network,
      placement: environment.network.placement,
      cpu: service.cpu,
      memoryMiB: service.memoryMiB,
      architecture: service.architecture,
      platformVersion: service.platformVersion,
      desiredCount: service.desiredCount,
      deployment: service.deployment,
      // A singleton answers 5xx while it is exchanged, so errors say nothing about its new version.
      rollbackAlarms: service.singleton ? [] : parts.alarms.rollback.names,
      exec: service.exec,
      web: parts.route &&
        web && {
          targetGroupArn: parts.route.targetGroupArn,
          containerName: service.name,
          port: web.port,
          gracePeriodSeconds: web.healthCheck.gracePeriodSeconds,
        },
      dependsOn: [
        ...network.egress,
        ...(parts.route?.ready ?? []),
        ...(database?.ready ?? []),
        ...(files?.ready ?? []),
        ...parts.alarms.rollback.alarms,
      ],
    });
    return arn;
  }

  private grants(accessPoints: Record<string, AccessPoint>, { taskRoleArn }: TaskRoles): FileGrant[] {
    return this.service.mounts.flatMap(({ name, readOnly }) => {
      const point = accessPoints[name];
      return point === undefined
        ? []
        : [{ roleArn: taskRoleArn, accessPointArn: point.arn, write: !readOnly }];
    });
  }
}

function mounted(files: SharedFiles, accessPoints: Record<string, AccessPoint>): Volume[] {
  return Object.entries(accessPoints).map(([name, { id }]) => ({
    kind: "files",
    name,
    fileSystemId: files.fileSystemId,
    accessPointId: id,
  }));
}
