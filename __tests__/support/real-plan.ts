import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A plan that Terraform itself made. It uses the provider that is built into Terraform, so nothing is downloaded. */
export interface RealPlan {
  readonly json: Buffer;
  /** What `terraform show` prints for people. */
  readonly text: string;
  /** Exit code of `terraform plan -detailed-exitcode`. */
  readonly exitCode: number | null;
  /** The saved plan. */
  readonly file: string;
}

/** What to plan. */
export interface RealPlanOptions {
  /** Configuration that is applied first. @default - nothing is there */
  readonly from?: string;
  /** Configuration that is planned. @default - the first one */
  readonly to?: string;
  readonly flags?: readonly string[];
  /** Words of a command that runs between the two, as `taint terraform_data.a`. */
  readonly between?: readonly string[];
}

/** Applies one configuration and plans another. */
export function realPlan({ from, to = from ?? "", flags = [], between }: RealPlanOptions): RealPlan {
  const folder = mkdtempSync(join(tmpdir(), "teamstacks-plan-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const main = join(folder, "main.tf");
  if (from !== undefined) {
    writeFileSync(main, from);
    terraform(folder, "init", "-input=false");
    succeed(terraform(folder, "apply", "-auto-approve", "-input=false"));
  }
  if (between !== undefined) succeed(terraform(folder, ...between));
  writeFileSync(main, to);
  succeed(terraform(folder, "init", "-input=false"));
  const planned = terraform(folder, "plan", "-input=false", "-detailed-exitcode", "-out=tfplan", ...flags);
  const json = succeed(terraform(folder, "show", "-json", "tfplan"));
  const text = succeed(terraform(folder, "show", "-no-color", "tfplan")).toString();
  return { json, text, exitCode: planned.status, file: join(folder, "tfplan") };
}

type Ran = { readonly status: number | null; readonly stdout: Buffer; readonly stderr: Buffer };

function terraform(folder: string, ...words: readonly string[]): Ran {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_CLI_ARGS: undefined };
  return spawnSync("terraform", words, { cwd: folder, env, maxBuffer: 2 ** 28 });
}

function succeed({ status, stdout, stderr }: Ran): Buffer {
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}

/** The line with numbers that Terraform prints for people, or why there is none. */
export function ownLine(text: string): string | undefined {
  const starts = ["Plan: ", "No changes. ", "Planning failed. ", "You can apply this plan to save "];
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
  return paragraphs.find((paragraph) => starts.some((start) => paragraph.startsWith(start)));
}
