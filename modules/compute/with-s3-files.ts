import type { PolicyStatement } from "../identity";
import type { Logging, Task } from "./container";
import type { Share } from "./main-container-share";

/** Name of the container that fetches. */
export const S3_FILES_CONTAINER = "s3-files";

/** What it takes of the task; it has ended before the application starts, but ECS reserves it all the same. */
export const S3_FILES_SHARE: Share = { cpu: 32, memoryMiB: 256 };

const VOLUME = "s3_files";
const DIRECTORY = "/s3-files";

/** Each pair of words is an object and the file that it becomes, which every user of the task may read. */
const SCRIPT = [
  "set -eu",
  'while [ "$#" -gt 0 ]; do',
  '  aws s3 cp --only-show-errors "$1" "$2"',
  '  chmod 0444 "$2"',
  "  shift 2",
  "done",
].join("\n");

export interface S3FilesOptions {
  /** Directory of the service's own container. */
  readonly path: string;
  readonly objects: readonly { readonly file: string; readonly arn: string }[];
  /** ARN of the customer's key that the objects are encrypted with. */
  readonly kmsKey: string | undefined;
  /** Image with a shell and the AWS CLI. */
  readonly image: string;
  readonly region: string;
  readonly logging: Logging;
}

/**
 * The task with files from S3: a container fetches them, as the task's role, to a directory that only this task has;
 * the service's own container starts when all of them are there, and sees the directory read-only.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
export function withS3Files(task: Task, options: S3FilesOptions): Task {
  const [main, ...others] = task.containers;
  if (main === undefined) return task;
  const waiting = {
    ...main,
    dependsOn: { ...main.dependsOn, [S3_FILES_CONTAINER]: "success" as const },
    mounts: [...main.mounts, { volume: VOLUME, path: options.path, readOnly: true }],
  };
  return {
    containers: [waiting, ...others, fetching(options)],
    volumes: [...task.volumes, { kind: "scratch", name: VOLUME }],
  };
}

function fetching({ image, objects, region, logging }: S3FilesOptions) {
  return {
    name: S3_FILES_CONTAINER,
    image,
    ...S3_FILES_SHARE,
    essential: false,
    entryPoint: ["/bin/sh", "-c", SCRIPT, S3_FILES_CONTAINER],
    command: objects.flatMap(({ file, arn }) => [
      arn.replace("arn:aws:s3:::", "s3://"),
      `${DIRECTORY}/${file}`,
    ]),
    environment: { AWS_REGION: region },
    secrets: {},
    mounts: [{ volume: VOLUME, path: DIRECTORY, readOnly: false }],
    logging,
  };
}

/** What the task's role needs to fetch them. */
export function s3FileStatements({
  objects,
  kmsKey,
}: Pick<S3FilesOptions, "objects" | "kmsKey">): PolicyStatement[] {
  const keyRegion = kmsKey?.split(":")[3];
  return [
    {
      Sid: "FetchFiles",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: objects.map(({ arn }) => arn).sort(),
    },
    ...(kmsKey === undefined
      ? []
      : [
          {
            Sid: "DecryptFiles",
            Effect: "Allow" as const,
            Action: "kms:Decrypt",
            Resource: kmsKey,
            Condition: { StringEquals: { "kms:ViaService": `s3.${keyRegion}.amazonaws.com` } },
          },
        ]),
  ];
}
