import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type StackSource, sha256 } from "../../review/stack-digest";
import { temporaryRoot } from "./root";

/** A synthesized output with one stack of Terraform's own resource type, which needs no provider and no account. */
export class PlannedStack {
  readonly output: string;
  readonly folder: string;

  constructor(readonly stack = "festa-production") {
    this.output = temporaryRoot({ "manifest.json": "{}" });
    this.folder = join(this.output, "stacks", stack);
    mkdirSync(join(this.folder, "assets"), { recursive: true });
    this.configure("one");
    this.asset("bytes");
    this.terraform("init", "-input=false");
  }

  /** Writes the stack: a resource with one value, and one that is made anew when the value changes. */
  configure(value: string, extra: object = {}): void {
    const path = (name: string) => ({
      metadata: { path: `${this.stack}/service/blog/${name}`, uniqueId: name },
    });
    const data = {
      kept: { "//": path("kept"), input: value },
      replaced: { "//": path("replaced"), input: value, triggers_replace: value },
    };
    const configuration = {
      "//": { metadata: { stackName: this.stack } },
      terraform: { backend: { local: { path: "../../state.tfstate" } }, required_version: ">= 1.5.0" },
      resource: { terraform_data: data },
      ...extra,
    };
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(configuration, undefined, 2));
  }

  asset(text: string): void {
    writeFileSync(join(this.folder, "assets", "code.txt"), text);
  }

  /** Plans, and returns the path of the saved plan. */
  plan(name = "plan.tfplan", ...flags: readonly string[]): string {
    this.terraform("plan", "-input=false", `-out=${name}`, ...flags);
    return join(this.folder, name);
  }

  apply(plan: string): void {
    this.terraform("apply", "-input=false", plan);
  }

  /** What `terraform show -json` prints of a plan. */
  show(plan: string): string {
    return this.terraform("show", "-json", plan);
  }

  /** Writes what `terraform state pull` prints, and returns the file. */
  pullState(): string {
    const file = join(this.output, "pulled.json");
    writeFileSync(file, this.terraform("state", "pull"));
    return file;
  }

  /** The stack as the commands read it. */
  source(): StackSource {
    const read = (name: string) => readFileSync(join(this.folder, name), "utf8");
    return {
      configuration: read("cdk.tf.json"),
      files: { "assets/code.txt": sha256(read("assets/code.txt")) },
    };
  }

  private terraform(...words: readonly string[]): string {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
    const { status, stdout, stderr } = spawnSync("terraform", words, {
      cwd: this.folder,
      encoding: "utf8",
      env,
    });
    if (status !== 0) throw new Error(`terraform ${words.join(" ")} failed: ${stdout}${stderr}`);
    return stdout;
  }
}
