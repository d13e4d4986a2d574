import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Files in which a person says where Terraform's providers come from. */
const OWN_SETTINGS = [".terraformrc", "AppData/Roaming/terraform.rc"];

/**
 * Variables that let every `terraform init` share one copy of the provider, which is 700 MB; none where the
 * person's own settings say where providers come from.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
 */
export function pluginCache(): Record<string, string> {
  const { TF_CLI_CONFIG_FILE, TF_PLUGIN_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  if (TF_CLI_CONFIG_FILE !== undefined || TF_PLUGIN_CACHE_DIR !== undefined) return {};
  if (OWN_SETTINGS.some((file) => existsSync(join(homedir(), file)))) return {};
  const directory = join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "teamstacks", "terraform-plugins");
  mkdirSync(directory, { recursive: true });
  // The lock files beside the copies are thrown away, so nothing is lost when they hold fewer checksums.
  return { TF_PLUGIN_CACHE_DIR: directory, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true" };
}
