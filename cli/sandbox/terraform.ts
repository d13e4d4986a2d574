import { spawn, spawnSync } from "node:child_process";
import { MissingToolError } from "./missing-tool";
import { pluginCache } from "./plugin-cache";

/** Seen to be the fastest against an emulator on the same machine; Terraform's default is 10. */
const PARALLELISM = "-parallelism=20";

const PLAN_FILE = "plan.tfplan";

/** Where and how Terraform runs. */
export interface TerraformOptions {
  /** Folder of the configuration. */
  readonly directory: string;
  /** Variables added to the environment; `undefined` takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * Gets every line that Terraform prints, as it comes.
   * @default - lines are only kept for errors
   */
  readonly onLine?: (line: string) => void;
}

/** What a plan would do to one resource or output. */
export interface PlannedChange {
  /** As Terraform writes it; an output's begins with `output.`. */
  readonly address: string;
  /** `create`, `update`, `delete`, or two of them for a replacement. */
  readonly actions: readonly string[];
}

/** The parts of `terraform show -json PLAN` that are used here. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly mode: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: unknown;
      readonly after: unknown;
      readonly after_unknown?: unknown;
    };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

interface RunOptions {
  /** Whether `onLine` does not get the output, because it is data. */
  readonly quiet?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Terraform command failed. */
export class TerraformError extends Error {
  override readonly name = "TerraformError";

  constructor(
    readonly command: string,
    readonly output: string,
  ) {
    super(`terraform ${command} failed:\n${output.trim()}`);
  }
}

/**
 * The Terraform of the PATH, for one folder. Where its providers come from is for the caller's own
 * Terraform settings to say (`TF_CLI_CONFIG_FILE`, `TF_PLUGIN_CACHE_DIR`).
 */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  async init(): Promise<void> {
    await this.run("init", ["-input=false", "-reconfigure"], { quiet: true, environment: pluginCache() });
  }

  async validate(): Promise<void> {
    await this.run("validate", []);
  }

  /** @returns the changes; none means that what is there is what is written. */
  async plan(): Promise<readonly PlannedChange[]> {
    return changes(await this.planJson());
  }

  /** Plans, and returns the plan itself. */
  async planJson(flags: readonly string[] = []): Promise<PlanJson> {
    await this.savePlan(flags);
    return JSON.parse(await this.run("show", ["-json", PLAN_FILE], { quiet: true })) as PlanJson;
  }

  async apply(): Promise<void> {
    await this.savePlan();
    await this.applyPlan();
  }

  async destroy(): Promise<void> {
    await this.savePlan(["-destroy"]);
    await this.applyPlan();
  }

  /** Addresses of everything in the state. */
  async stateList(): Promise<readonly string[]> {
    return (await this.run("state list", [], { quiet: true })).split("\n").filter((line) => line !== "");
  }

  /** Outputs that are not sensitive. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const text = await this.run("output", ["-json"], { quiet: true });
    const outputs = JSON.parse(text) as Record<string, { sensitive: boolean; value: unknown }>;
    return Object.fromEntries(
      Object.entries(outputs)
        .filter(([, { sensitive }]) => !sensitive)
        .map(([name, { value }]) => [name, value]),
    );
  }

  private async savePlan(flags: readonly string[] = []): Promise<void> {
    await this.run("plan", ["-input=false", PARALLELISM, `-out=${PLAN_FILE}`, ...flags], { quiet: true });
  }

  private async applyPlan(): Promise<void> {
    await this.run("apply", ["-input=false", PARALLELISM, PLAN_FILE]);
  }

  private run(command: string, flags: readonly string[], how: RunOptions = {}): Promise<string> {
    const { directory, environment, onLine } = this.options;
    const color = command.startsWith("state") || command === "show" ? [] : ["-no-color"];
    return new Promise((done, failed) => {
      const child = spawn("terraform", [...command.split(" "), ...color, ...flags], {
        cwd: directory,
        env: {
          ...process.env,
          TF_IN_AUTOMATION: "1",
          CHECKPOINT_DISABLE: "1",
          ...environment,
          ...how.environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let stdout = "";
      let all = "";
      const line = lines((text) => how.quiet || onLine?.(text));
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        all += text;
        line(text);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        all += text;
        line(text);
      });
      child.on("error", (error) => failed(isAbsent(error) ? missing() : error));
      child.on("close", (code) => (code === 0 ? done(stdout) : failed(new TerraformError(command, all))));
    });
  }
}

/** @throws MissingToolError when there is no `terraform` on the PATH. */
export function requireTerraform(): void {
  const { error } = spawnSync("terraform", ["version"], { stdio: "ignore" });
  if (error !== undefined) throw isAbsent(error) ? missing() : error;
}

/** What a plan changes; reading data and leaving things alone are no changes. */
export function changes(plan: PlanJson): readonly PlannedChange[] {
  const outputs = Object.entries(plan.output_changes ?? {}).map(([name, { actions }]) => ({
    address: `output.${name}`,
    actions,
  }));
  const resources = (plan.resource_changes ?? []).map(({ address, change }) => ({
    address,
    actions: change.actions,
  }));
  return [...resources, ...outputs].filter(({ actions }) =>
    actions.some((action) => action !== "no-op" && action !== "read"),
  );
}

function missing(): MissingToolError {
  return new MissingToolError(
    "terraform is not on the PATH; install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install",
  );
}

function isAbsent(error: Error): boolean {
  return "code" in error && error.code === "ENOENT";
}

/** Calls `each` with every whole line of a text that comes in pieces. */
function lines(each: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const pieces = (rest + text).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) if (piece.trim() !== "") each(piece);
  };
}
