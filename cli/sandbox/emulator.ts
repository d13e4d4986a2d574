import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { repositoryRoot } from "../../templates/repository-root";
import { signedOut } from "./override";
import { findPython } from "./python";

/** The project's extension of moto, run as a Python program; below the root of the repository. */
const PROGRAM = "sandbox/emulator";
const START_SECONDS = 60;
const STOP_SECONDS = 10;

/** What the emulated account is, and how its emulator runs. */
export interface EmulatorOptions {
  /** Account number that the emulator answers as. */
  readonly account: string;
  /** Route 53 zones that the account has: name and id. */
  readonly zones: Readonly<Record<string, string>>;
  /**
   * File for what the emulator writes.
   * @default - a file in the temporary folder
   */
  readonly logFile?: string;
  /**
   * Whether it runs on after this process ends.
   * @default false
   */
  readonly detached?: boolean;
}

/** Where a running emulator is. */
export interface EmulatorAddress {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Number of its process. */
  readonly pid: number;
  /** Account number that it answers as. */
  readonly account: string;
}

/** What an account holds: names by `<service>/<collection>`. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

/** A running AWS emulator. */
export class Emulator {
  constructor(readonly address: EmulatorAddress) {}

  get url(): string {
    return this.address.url;
  }

  /** What the account holds now. */
  async inventory(): Promise<Inventory> {
    const answer = await ask(this.url);
    if (answer === undefined) throw new Error(`the emulator at ${this.url} does not answer`);
    return answer.held;
  }

  /** Whether the process is there and is this emulator, not a later process with its number or port. */
  async isRunning(): Promise<boolean> {
    return (await ask(this.url))?.pid === this.address.pid;
  }

  /** Ends the emulator, and with it everything the account holds. */
  async stop(): Promise<void> {
    if (!(await this.isRunning())) return;
    process.kill(this.address.pid, "SIGTERM");
    const end = Date.now() + STOP_SECONDS * 1000;
    while (await this.isRunning()) {
      if (Date.now() > end) return void process.kill(this.address.pid, "SIGKILL");
      await sleep(50);
    }
  }
}

/**
 * Starts an emulator on a free loopback port and waits until it answers. Unless `detached`, it ends with
 * this process, however that ends: the emulator watches its standard input.
 *
 * @throws MissingToolError when Python or moto is absent.
 * @throws Error with the end of its log when it does not come up.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const python = findPython();
  const logFile =
    options.logFile ?? join(mkdtempSync(join(tmpdir(), "teamstacks-emulator-")), "emulator.log");
  const port = await freePort();
  const child = launch(python, port, logFile, options);
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + START_SECONDS * 1000;
  while (Date.now() < end && child.exitCode === null && child.pid !== undefined) {
    if ((await ask(url))?.pid === child.pid) {
      return new Emulator({ url, pid: child.pid, account: options.account });
    }
    await sleep(100);
  }
  child.kill();
  throw new Error(
    `the AWS emulator did not start; its log ends with:\n${readFileSync(logFile, "utf8").slice(-2000)}`,
  );
}

function launch(python: string, port: number, logFile: string, options: EmulatorOptions): ChildProcess {
  const zones = Object.entries(options.zones).flatMap(([name, id]) => ["--zone", `${name}=${id}`]);
  const end = options.detached ? [] : ["--until-eof"];
  const program = join(repositoryRoot(), PROGRAM);
  const log = openSync(logFile, "a");
  const child = spawn(python, [program, "-p", String(port), "--account", options.account, ...zones, ...end], {
    detached: options.detached,
    // moto's botocore stops at a profile that it cannot find, and Python would write beside the sources.
    env: { ...process.env, ...signedOut(), PYTHONDONTWRITEBYTECODE: "1" },
    stdio: [options.detached ? "ignore" : "pipe", log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

async function ask(url: string): Promise<{ pid: number; held: Inventory } | undefined> {
  try {
    const answer = await fetch(`${url}/moto-api/inventory`);
    return (await answer.json()) as { pid: number; held: Inventory };
  } catch {
    return undefined;
  }
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === "object" ? done(address.port) : failed()));
    });
  });
}
