import { Construct } from "constructs";
import type { Environment, Service } from "../config/environment";
import type { Logging, Task } from "../modules/compute";
import type { RedeployTarget } from "../modules/database";
import { Firewall } from "../modules/network";
import { ServiceLogGroup } from "../modules/observability";
import { logGroupName } from "../modules/observability/log-group-name";
import { type AccessPoint, FILES_PORT, type FileGrant } from "../modules/storage";
import { known } from "./known";
import { RUNTIMES } from "./runtimes";
import type { SharedParts } from "./service-parts";
import { taskOf } from "./task";

/** One service of an environment, with all that belongs to it alone. */
export class ContainerService extends Construct {
  /** What the service's containers may do in the shared file system. */
  readonly fileGrants: readonly FileGrant[];
  /** How a new database password reaches the running containers. */
  readonly redeploy: RedeployTarget;
  /** Whether a new database password has to reach them. */
  readonly usesDatabasePassword: boolean;

  constructor(
    scope: Construct,
    id: string,
    private readonly service: Service,
    private readonly shared: SharedParts,
  ) {
    super(scope, id);
    const containers = [service, ...service.sidecars];
    this.usesDatabasePassword = containers.some(({ secrets }) =>
      Object.values(secrets).some((secret) => "from" in secret),
    );
    const firewall = this.firewall();
    const logs = this.logs();
    const points = this.accessPoints();
    const running = RUNTIMES[service.runtime](this, {
      service,
      shared,
      firewall,
      logs,
      ...this.tasks(logs, points),
    });
    this.redeploy = running.redeploy;
    this.fileGrants = this.grants(points, running.filesRoleArn);
  }

  private firewall(): Firewall {
    const { identity, network, database, files } = this.shared;
    const { name, mounts, egressPorts } = this.service;
    const description = `Tasks of the service ${name}`;
    const firewall = new Firewall(this, "firewall", { identity, vpcId: network.vpcId, name, description });
    for (const port of egressPorts) firewall.allowToAnywhere(port, "dualstack");
    if (database !== undefined) firewall.allowTo(database.firewall, database.port);
    if (files !== undefined && mounts.length > 0) firewall.allowTo(files.firewall, FILES_PORT);
    return firewall;
  }

  private logs(): ServiceLogGroup {
    const { identity, keyArn: kmsKeyArn } = this.shared;
    const { name, logRetentionDays: retentionDays } = this.service;
    return new ServiceLogGroup(this, "logs", { identity, service: name, retentionDays, kmsKeyArn });
  }

  /** By the name of the mount. */
  private accessPoints(): Record<string, AccessPoint> {
    const { files } = this.shared;
    if (files === undefined) return {};
    const { name, mounts } = this.service;
    return Object.fromEntries(
      mounts.map((mount) => [mount.name, files.accessPoint(`${name}-${mount.name}`, mount)]),
    );
  }

  private tasks(
    logs: ServiceLogGroup,
    points: Readonly<Record<string, AccessPoint>>,
  ): { task: Task; writtenTask: Task } {
    const { environment, written, database, files } = this.shared;
    const fileSystemId = files?.fileSystemId ?? "";
    const volumes = Object.entries(points).map(
      ([name, { id }]) => ({ kind: "files", name, fileSystemId, accessPointId: id }) as const,
    );
    const taskIn = (one: Environment, logging: Logging) => {
      const own = one.services.find(({ name }) => name === this.service.name);
      const service = known(own, "such service");
      return taskOf(one, service, { referable: { service, database }, logging, volumes });
    };
    const group = logGroupName(written.stack, this.service.name);
    return {
      task: taskIn(environment, logs.logging),
      writtenTask: taskIn(written, { ...logs.logging, group }),
    };
  }

  private grants(points: Readonly<Record<string, AccessPoint>>, roleArn: string): FileGrant[] {
    return this.service.mounts.flatMap(({ name, readOnly }) => {
      const point = points[name];
      return point === undefined ? [] : [{ roleArn, accessPointArn: point.arn, write: !readOnly }];
    });
  }
}
