import type { SecretRef } from "../container-plan";
import type { SecretReference } from "../spec/secret";

/** A reference to a secret in its long form. */
export function secretRef(written: SecretReference): SecretRef {
  if (typeof written === "string") return inFull({ arn: written });
  const { kmsKey } = written;
  if ("parameter" in written) return inFull({ arn: written.parameter, kmsKey });
  return inFull({ arn: written.secret, key: written.key, versionStage: written.versionStage, kmsKey });
}

function inFull(given: Pick<SecretRef, "arn"> & Partial<SecretRef>): SecretRef {
  return { key: undefined, versionStage: undefined, kmsKey: undefined, ...given };
}
