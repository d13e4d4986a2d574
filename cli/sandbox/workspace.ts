import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Emulator, type EmulatorAddress, type Inventory } from "./emulator";
import { emulatorOverride, OVERRIDE_FILE } from "./override";
import type { StackJson } from "./stack-json";

/** The working folder of one stack's sandbox: a copy of the stack, its state, and where its emulator is. */
export class Workspace {
  constructor(readonly directory: string) {}

  get exists(): boolean {
    return existsSync(this.directory);
  }

  get logFile(): string {
    return join(this.directory, "emulator.log");
  }

  /** Takes a copy of the stack, with the override that sends it to an emulator beside it. */
  write(stack: StackJson): void {
    mkdirSync(this.directory, { recursive: true });
    writeJson(join(this.directory, "cdk.tf.json"), stack);
    writeJson(join(this.directory, OVERRIDE_FILE), emulatorOverride(stack));
  }

  /** As `write`, for a stack that is about to be deployed and not only planned. */
  deploy(stack: StackJson): void {
    this.write(stack);
    writeJson(this.deployedFile, stack);
  }

  /** The stack that was deployed last. */
  deployed(): StackJson {
    return JSON.parse(readFileSync(this.deployedFile, "utf8")) as StackJson;
  }

  /** Notes where the emulator is, and what its account holds before the stack is there. */
  async remember(emulator: Emulator): Promise<void> {
    writeJson(this.inventoryFile, await emulator.inventory());
    writeJson(this.addressFile, emulator.address);
  }

  /** What the account held before the stack was there. */
  before(): Inventory {
    return JSON.parse(readFileSync(this.inventoryFile, "utf8")) as Inventory;
  }

  /** The emulator of this sandbox, when it still runs. */
  async emulator(): Promise<Emulator | undefined> {
    if (!existsSync(this.addressFile)) return undefined;
    const emulator = new Emulator(JSON.parse(readFileSync(this.addressFile, "utf8")) as EmulatorAddress);
    return (await emulator.isRunning()) ? emulator : undefined;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private get addressFile(): string {
    return join(this.directory, "emulator.json");
  }

  private get deployedFile(): string {
    return join(this.directory, "deployed.json");
  }

  private get inventoryFile(): string {
    return join(this.directory, "before.json");
  }
}

function writeJson(path: string, data: unknown): void {
  writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
}
