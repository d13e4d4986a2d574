import type { Container, Task, Volume } from "../compute/container";

/** Environment property that says what the instance mounts; `mount-files.sh` reads it. */
export const MOUNTS_VARIABLE = "TEAMSTACKS_FILES";

/** Where the directories of the shared file system are on an instance. */
export const FILES_ROOT = "/efs";

/** Where volumes that only the containers of the instance share are. */
const SCRATCH_ROOT = "/var/lib/teamstacks";

/** A directory of the shared file system. */
export type FilesVolume = Extract<Volume, { kind: "files" }>;

/** The directories of the shared file system that a task mounts, sorted by name. */
export function filesVolumes(task: Task): FilesVolume[] {
  return task.volumes
    .filter((volume) => volume.kind === "files")
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The path of a volume on the instance. */
export function hostPath(volume: Volume): string {
  if (volume.kind === "host") return volume.path;
  return `${volume.kind === "files" ? FILES_ROOT : SCRATCH_ROOT}/${volume.name}`;
}

/** What the instance mounts, as in `content:fs-1:fsap-1:rw,media:fs-1:fsap-2:ro`. */
export function mountsValue(task: Task): string {
  return filesVolumes(task)
    .map(({ name, fileSystemId, accessPointId }) =>
      [name, fileSystemId, accessPointId, isWritten(name, task.containers) ? "rw" : "ro"].join(":"),
    )
    .join(",");
}

function isWritten(volume: string, containers: readonly Container[]): boolean {
  return containers.some(({ mounts }) => mounts.some((each) => each.volume === volume && !each.readOnly));
}
