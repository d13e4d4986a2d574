import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "./emulator";
import { type Leftovers, leftovers } from "./leftovers";
import { emulatorEnvironment } from "./override";
import { liftProtection } from "./protection";
import { accountOf, readStack, type StackJson } from "./stack-json";
import { type PlannedChange, requireTerraform, Terraform } from "./terraform";
import { Workspace } from "./workspace";

/** Where a sandbox finds its stack and keeps its things. */
export interface SandboxOptions {
  /** Folder of the synthesized stacks: it holds `stacks/<stack>/cdk.tf.json`. */
  readonly output: string;
  /** Folder of the sandboxes' working folders, one per stack. */
  readonly directory: string;
  /** Route 53 zones that the account has: name and id. */
  readonly zones: Readonly<Record<string, string>>;
  /**
   * Whether the emulator runs on after this process ends, for a later command to find.
   * @default true
   */
  readonly detached?: boolean;
  /**
   * Gets a line whenever something happens.
   * @default - nobody is told
   */
  readonly progress?: (line: string, source: "sandbox" | "terraform") => void;
}

/** What a deployment gave. */
export interface UpResult {
  /** Name of the stack. */
  readonly stack: string;
  /** Where the emulator answers. */
  readonly url: string;
  /** Account number that the emulator answers as. */
  readonly account: string;
  /** How many resources there are. */
  readonly resources: number;
  /** Outputs of the stack that are not sensitive. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a teardown met and left. */
export interface DownResult extends Leftovers {
  /** Name of the stack. */
  readonly stack: string;
  /** Addresses of the resources whose protection was lifted. */
  readonly lifted: readonly string[];
}

/**
 * One stack in an AWS emulator of its own. Each method takes the stack as it is synthesized at that time,
 * so `plan` and `up` see what changed since.
 */
export class Sandbox {
  private readonly workspace: Workspace;

  constructor(
    readonly stack: string,
    private readonly options: SandboxOptions,
  ) {
    this.workspace = new Workspace(join(options.directory, stack));
  }

  /**
   * Deploys the stack; starts the emulator unless it runs.
   *
   * @throws MissingToolError when terraform, Python or moto is absent.
   */
  async up(): Promise<UpResult> {
    requireTerraform();
    const stack = readStack(this.options.output, this.stack);
    const emulator = (await this.workspace.emulator()) ?? (await this.start(stack));
    this.workspace.deploy(stack);
    const terraform = this.terraform(emulator);
    this.say("terraform init");
    await terraform.init();
    this.say("terraform apply");
    await terraform.apply();
    const resources = (await terraform.stateList()).length;
    const { url, account } = emulator.address;
    return { stack: this.stack, url, account, resources, outputs: await terraform.outputs() };
  }

  /** What deploying the stack again would change. */
  async plan(): Promise<readonly PlannedChange[]> {
    const emulator = await this.running();
    this.workspace.write(readStack(this.options.output, this.stack));
    const terraform = this.terraform(emulator);
    await terraform.init();
    return terraform.plan();
  }

  /**
   * Destroys the stack, protected or not, stops the emulator and removes the working folder.
   *
   * @throws TerraformError when Terraform cannot; the emulator then runs on.
   */
  async down(): Promise<DownResult> {
    const emulator = await this.running();
    const lifted = await this.lift(emulator);
    const terraform = this.terraform(emulator);
    this.say("terraform destroy");
    await terraform.destroy();
    const state = await terraform.stateList();
    if (state.length > 0) throw new Error(`still in the state of ${this.stack}: ${state.join(", ")}`);
    const rest = leftovers(this.workspace.deployed(), this.workspace.before(), await emulator.inventory());
    await this.abandon();
    return { stack: this.stack, lifted, ...rest };
  }

  /** Stops the emulator and removes the working folder without destroying anything first. */
  async abandon(): Promise<void> {
    await (await this.workspace.emulator())?.stop();
    this.workspace.remove();
  }

  /** Lifts what protects the deployed stack, as a person would have to before destroying it. */
  private async lift(emulator: Emulator): Promise<readonly string[]> {
    const { stack, addresses } = liftProtection(this.workspace.deployed());
    // Also when nothing is protected: the copy may be one that was planned and never deployed.
    this.workspace.write(stack);
    if (addresses.length === 0) return [];
    this.say(`lifting the protection of ${addresses.join(", ")} in the sandbox's copy of the stack`);
    await this.terraform(emulator).apply();
    return addresses;
  }

  private async start(stack: StackJson): Promise<Emulator> {
    if (this.workspace.exists) {
      this.say("the emulator of an earlier sandbox has ended, and all it held with it");
      this.workspace.remove();
    }
    mkdirSync(this.workspace.directory, { recursive: true });
    const emulator = await startEmulator({
      account: accountOf(stack),
      zones: this.options.zones,
      logFile: this.workspace.logFile,
      detached: this.options.detached ?? true,
    });
    await this.workspace.remember(emulator);
    this.say(`AWS emulator at ${emulator.url}, account ${emulator.address.account}`);
    return emulator;
  }

  private async running(): Promise<Emulator> {
    const emulator = await this.workspace.emulator();
    if (emulator !== undefined) return emulator;
    throw new Error(
      `the sandbox of ${this.stack} is not up; start it with: npx teamstacks sandbox up ${this.stack}`,
    );
  }

  private terraform(emulator: Emulator): Terraform {
    return new Terraform({
      directory: this.workspace.directory,
      environment: emulatorEnvironment(emulator.url),
      onLine: (line) => this.options.progress?.(line, "terraform"),
    });
  }

  private say(line: string): void {
    this.options.progress?.(line, "sandbox");
  }
}
