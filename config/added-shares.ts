import type { Share } from "../modules/compute/main-container-share";
import { S3_FILES_SHARE } from "../modules/compute/with-s3-files";
import { datadogShares } from "./datadog-shares";
import type { Environment, Service } from "./environment";

/** What containers that nobody wrote take of a service's task: Datadog's, and the one that fetches files from S3. */
export function addedShares(environment: Environment, service: Service): readonly Share[] {
  const files = service.s3Files === undefined ? [] : [S3_FILES_SHARE];
  return [...files, ...datadogShares(environment, service)];
}
