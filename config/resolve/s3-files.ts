import { S3_FILES_IMAGE } from "../defaults";
import type { S3Files } from "../environment";
import type { ServiceSpec } from "../spec/service";
import { byName } from "./by-name";
import { required, type Say } from "./say";

/** Files from S3; their directory has no default. */
export function resolveS3Files(
  say: Say,
  path: readonly string[],
  spec: ServiceSpec["s3Files"],
): S3Files | undefined {
  if (spec === undefined) return undefined;
  const how = "`path:` with the directory that the container finds them in";
  return {
    path: required(say, spec.path, [...path, "path"], how, ""),
    objects: byName(spec.objects ?? {}).map(([file, arn]) => ({ file, arn })),
    kmsKey: spec.kmsKey,
    image: spec.image ?? S3_FILES_IMAGE,
  };
}
