import { spawn } from "node:child_process";
import { resolve } from "node:path";

/**
 * What `terraform show -json` prints of a saved plan. It calls no API, but needs the providers that the plan was made
 * with.
 *
 * @param folder Folder in which `terraform init` ran.
 * @throws Error with what Terraform said.
 */
export function showPlan(file: string, folder: string): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const child = spawn("terraform", ["show", "-json", resolve(file)], {
      cwd: folder,
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed: Buffer[] = [];
    let said = "";
    child.stdout.on("data", (bytes: Buffer) => printed.push(bytes));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.on("error", (error) => failed(new Error(`terraform cannot be run: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) done(Buffer.concat(printed));
      else failed(new Error(`terraform show failed for ${file}:\n${said.trim()}`));
    });
  });
}
