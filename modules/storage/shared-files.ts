import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem, type EfsFileSystemLifecyclePolicy } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Firewall, type Network } from "../network";

/** Everybody may look, only the owner may write. */
const DIRECTORY_PERMISSIONS = "0755";

export interface SharedFilesProps {
  readonly identity: Identity;
  readonly network: Network;
  /** Days without access, of 1, 7, 14, 30, 60 and 90, after which a file moves to the cheaper class. */
  readonly infrequentAccessAfterDays: number | "never";
  /** Whether AWS Backup takes a copy every day and keeps it for 35 days. */
  readonly backup: boolean;
  /** Customer key of the file system; AWS's own key when undefined. */
  readonly kmsKeyArn: string | undefined;
}

/** User and group that every file of an access point belongs to. */
export interface FileOwner {
  /** 1 to 4,294,967,295; 0 would need root access, which `FilePolicy` gives nobody. */
  readonly uid: number;
  /** 1 to 4,294,967,295, for the same reason. */
  readonly gid: number;
}

/** A directory that clients see as the whole file system. */
export interface AccessPoint {
  readonly id: string;
  readonly arn: string;
}

/**
 * An elastic file system (EFS) for all services of an environment, with a mount target per zone.
 *
 * Makes `aws_efs_file_system`, `aws_efs_backup_policy`, an `aws_efs_mount_target` per availability zone, a
 * firewall, and an `aws_efs_access_point` per directory asked for. Costs about 0.30 USD per GiB and month,
 * 0.016 USD in the infrequent-access class, and the bytes read (0.03 USD per GiB) and written (0.06 USD).
 *
 * Deliberately left out: the archive class (reads of it are dear), replication to another region, and
 * mount targets with IPv6 (clients in the same zone reach them over IPv4). `FilePolicy` says who mounts.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/performance.html
 * @see https://docs.aws.amazon.com/efs/latest/ug/limits.html
 */
export class SharedFiles extends Construct {
  readonly fileSystemId: string;
  readonly fileSystemArn: string;
  readonly firewall: Firewall;
  /** What must exist before a task can mount: a target in each zone. */
  readonly ready: readonly ITerraformDependable[];
  private readonly stack: string;

  constructor(scope: Construct, id: string, props: SharedFilesProps) {
    super(scope, id);
    this.stack = props.identity.stack;
    const fileSystem = this.fileSystem(props);
    this.fileSystemId = fileSystem.id;
    this.fileSystemArn = fileSystem.arn;
    this.backupPolicy(props);
    this.firewall = this.entrance(props);
    this.ready = this.mountTargets(props);
  }

  /**
   * A directory `/<name>` of its own, made at the first mount; every file in it belongs to `owner`,
   * whoever the client runs as. A changed owner does not change a directory that exists.
   *
   * @param name Unique in the environment, such as `<service>-<mount>`; 99 characters at most.
   * @see https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
   */
  accessPoint(name: string, owner: FileOwner): AccessPoint {
    const point = new EfsAccessPoint(this, `access_${name}`, {
      fileSystemId: this.fileSystemId,
      posixUser: { uid: owner.uid, gid: owner.gid },
      rootDirectory: {
        path: `/${name}`,
        // Without it a mount of the missing directory fails.
        creationInfo: { ownerUid: owner.uid, ownerGid: owner.gid, permissions: DIRECTORY_PERMISSIONS },
      },
      tags: { Name: `${this.stack}-${name}` },
    });
    return { id: point.id, arn: point.arn };
  }

  private fileSystem({ identity, kmsKeyArn, infrequentAccessAfterDays }: SharedFilesProps): EfsFileSystem {
    const name = `${identity.stack}-files`;
    return new EfsFileSystem(this, "system", {
      // A second file system cannot appear in place of one that the state has lost.
      creationToken: name,
      encrypted: true,
      kmsKeyId: kmsKeyArn,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      lifecyclePolicy: lifecyclePolicies(infrequentAccessAfterDays),
      tags: { Name: name },
      lifecycle: identity.protect ? { preventDestroy: true } : undefined,
    });
  }

  private backupPolicy({ backup }: SharedFilesProps): void {
    new EfsBackupPolicy(this, "backup", {
      fileSystemId: this.fileSystemId,
      backupPolicy: { status: backup ? "ENABLED" : "DISABLED" },
    });
  }

  private entrance({ identity, network }: SharedFilesProps): Firewall {
    return new Firewall(this, "firewall", {
      identity,
      vpcId: network.vpcId,
      name: "files",
      description: "File system: NFS from the services that mount it",
    });
  }

  /** One target serves every subnet of its zone, public ones too. */
  private mountTargets({ network }: SharedFilesProps): EfsMountTarget[] {
    return Object.entries(network.privateSubnets).map(
      ([zone, subnetId]) =>
        new EfsMountTarget(this, `mount_${zone}`, {
          fileSystemId: this.fileSystemId,
          subnetId,
          securityGroups: [this.firewall.groupId],
        }),
    );
  }
}

/** EFS takes one transition per block. */
function lifecyclePolicies(days: number | "never"): EfsFileSystemLifecyclePolicy[] {
  if (days === "never") return [];
  return [
    { transitionToIa: days === 1 ? "AFTER_1_DAY" : `AFTER_${days}_DAYS` },
    { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
  ];
}
