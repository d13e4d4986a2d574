import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Environment, Service } from "../config/environment";
import type { Logging, Task } from "../modules/compute";
import type { RedeployTarget } from "../modules/database";
import { INTERNAL_PORT } from "../modules/edge";
import { Firewall } from "../modules/network";
import { ServiceLogGroup } from "../modules/observability";
import { logGroupName } from "../modules/observability/log-group-name";
import { type AccessPoint, FILES_PORT, type FileGrant } from "../modules/storage";
import { firewallOfInstances, mountingFirewall } from "./instances";
import { known } from "./known";
import { RUNTIMES } from "./runtimes";
import type { RunningService, SharedParts } from "./service-parts";
import { taskOf } from "./task";

/** One service of an environment, with all that belongs to it alone. */
export class ContainerService extends Construct {
  /** What the service's containers may do in the shared file system. */
  readonly fileGrants: readonly FileGrant[];
  /** How a new database password reaches the running containers; undefined where nothing keeps running. */
  readonly redeploy: RedeployTarget | undefined;
  /** What must exist before a new version can be deployed to it. */
  readonly ready: readonly ITerraformDependable[];
  /** What a pipeline deploys new images to; undefined where ECS keeps nothing running. */
  readonly deployable: RunningService["deployable"];
  /** What a pipeline can run with its image; undefined where something keeps running. */
  readonly startable: RunningService["startable"];
  /** Users of the database whose new passwords have to reach them; undefined stands for the master. */
  readonly databaseUsers: readonly (string | undefined)[];

  constructor(
    scope: Construct,
    id: string,
    private readonly service: Service,
    private readonly shared: SharedParts,
  ) {
    super(scope, id);
    const containers = [service, ...service.sidecars];
    this.databaseUsers = containers.flatMap(({ secrets }) =>
      Object.values(secrets).flatMap((secret) => ("from" in secret ? [secret.user] : [])),
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
    this.deployable = running.deployable;
    this.startable = running.startable;
    this.ready = running.ready;
    this.fileGrants = this.grants(points, running.filesRoleArn);
  }

  private firewall(): Firewall {
    const { identity, network, internalEntrance, database, files } = this.shared;
    const { name, mounts, egressPorts, calls } = this.service;
    const description = `Tasks of the service ${name}`;
    const firewall =
      firewallOfInstances(this.service, this.shared) ??
      new Firewall(this, "firewall", { identity, vpcId: network.vpcId, name, description });
    for (const port of egressPorts) firewall.allowToAnywhere(port, "dualstack");
    if (database !== undefined) firewall.allowTo(database.firewall, database.port);
    if (files !== undefined && mounts.length > 0) {
      mountingFirewall(firewall, this.service, this.shared).allowTo(files.firewall, FILES_PORT);
    }
    if (internalEntrance !== undefined && calls.length > 0) {
      firewall.allowTo(internalEntrance.firewall, INTERNAL_PORT);
    }
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
    const { environment, written, database, files, assets, databaseUsers } = this.shared;
    const fileSystemId = files?.fileSystemId ?? "";
    const volumes = Object.entries(points).map(
      ([name, { id }]) => ({ kind: "files", name, fileSystemId, accessPointId: id }) as const,
    );
    const taskIn = (one: Environment, logging: Logging) => {
      const own = one.services.find(({ name }) => name === this.service.name);
      const service = known(own, "such service");
      return taskOf(one, service, {
        referable: { stack: one.stack, service, database, assets, databaseUsers },
        logging,
        volumes,
      });
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
