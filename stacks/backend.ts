import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from "cdktf";
import type { State } from "../config/environment";

/**
 * Gives a stack its state: a file in `stateDirectory`, an S3 object with a lock file, or a workspace.
 * The local path is relative, so that the output is the same on every machine.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
 */
export function addBackend(
  stack: TerraformStack,
  { state, stack: name }: { readonly state: State; readonly stack: string },
  stateDirectory: string,
): void {
  switch (state.backend) {
    case "local":
      new LocalBackend(stack, { path: `${stateDirectory}/${name}.tfstate` });
      return;
    case "s3":
      new S3Backend(stack, {
        bucket: state.bucket,
        key: `${state.prefix}${name}.tfstate`,
        region: state.region,
        encrypt: true,
        kmsKeyId: state.kmsKey,
      });
      // CDKTF has no word for the lock file.
      stack.addOverride("terraform.backend.s3.use_lockfile", true);
      return;
    case "cloud":
      new CloudBackend(stack, {
        organization: state.organization,
        hostname: state.hostname,
        workspaces: new NamedCloudWorkspace(name, state.project),
      });
  }
}
