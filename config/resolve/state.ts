import type { State } from "../environment";
import type { PlatformSpec } from "../spec/platform";

/** The state backend; files in `state/` when the platform says nothing. */
export function resolveState(state: PlatformSpec["state"]): State {
  switch (state?.backend) {
    case undefined:
    case "local":
      return { backend: "local" };
    case "s3":
      return {
        backend: "s3",
        bucket: state.bucket,
        region: state.region,
        prefix: folder(state.prefix),
        kmsKey: state.kmsKey,
      };
    case "cloud":
      return {
        backend: "cloud",
        organization: state.organization,
        hostname: state.hostname ?? "app.terraform.io",
        project: state.project,
      };
  }
}

/** A key prefix that ends in one slash and starts with none; empty stays empty. */
function folder(prefix: string | undefined): string {
  const trimmed = (prefix ?? "").replace(/^\/+|\/+$/g, "");
  return trimmed === "" ? "" : `${trimmed}/`;
}
