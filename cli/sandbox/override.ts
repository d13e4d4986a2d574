import { devNull } from "node:os";
import type { StackJson } from "./stack-json";

/** Terraform merges this file over the generated one; only copies of a stack ever get it. */
export const OVERRIDE_FILE = "override.tf.json";

/** Credentials that open nothing, in case a request ever left this machine. */
const CREDENTIALS = { access_key: "sandbox", secret_key: "sandbox" };

/**
 * What makes a stack run against an emulator: no credentials, path-style buckets, quick errors, and its
 * state in a file beside it whatever backend it has. The account is still asked for and checked.
 *
 * @see https://developer.hashicorp.com/terraform/language/files/override
 */
export function emulatorOverride(stack: StackJson): Record<string, unknown> {
  return override(stack, {
    ...CREDENTIALS,
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_requesting_account_id: false,
    s3_use_path_style: true,
    // With the default of 25, an operation that the emulator lacks takes minutes to become an error.
    max_retries: 2,
  });
}

/** What makes a stack plan without any account. */
export function offlineOverride(stack: StackJson): Record<string, unknown> {
  return override(stack, {
    ...CREDENTIALS,
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_requesting_account_id: true,
    skip_region_validation: true,
    // Nobody is asked which account it is, so there is nothing to compare.
    allowed_account_ids: null,
    max_retries: 1,
  });
}

/** Variables that take away what the caller is signed in to; `undefined` removes a variable. */
export function signedOut(): Record<string, string | undefined> {
  const signedIn = Object.keys(process.env).filter((name) => name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(signedIn.map((name) => [name, undefined])),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

/** Variables for a Terraform that talks to `url` and to no real account, whatever the caller is signed in to. */
export function emulatorEnvironment(url: string): Record<string, string | undefined> {
  return {
    ...signedOut(),
    AWS_ENDPOINT_URL: url,
    // S3's settings of an account are asked for at `<account>.127.0.0.1`, a name that leads nowhere.
    HTTP_PROXY: url,
    http_proxy: undefined,
    NO_PROXY: [process.env.NO_PROXY, "127.0.0.1"].filter(Boolean).join(","),
  };
}

function override(stack: StackJson, settings: Record<string, unknown>): Record<string, unknown> {
  // One block per alias: Terraform merges provider blocks by it.
  const aliases = (stack.provider?.aws ?? [{}]).map(({ alias }) => (alias === undefined ? {} : { alias }));
  return {
    terraform: { backend: { local: { path: "terraform.tfstate" } } },
    provider: { aws: aliases.map((alias) => ({ ...alias, ...settings })) },
  };
}
