import type { SecretRef } from "../environment";
import type { SecretReference } from "../spec/secret";

/** A reference to a secret in its long form. */
export function secretRef(written: SecretReference): SecretRef {
  if (typeof written === "string") return { arn: written, key: undefined, versionStage: undefined };
  return { arn: written.secret, key: written.key, versionStage: written.versionStage };
}
